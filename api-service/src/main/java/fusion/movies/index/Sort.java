package fusion.movies.index;

/** The order of a page's movies. Those without a year come last in either order of years. */
public enum Sort {
    /** Best first; equals in the order of {@link #YEAR}. */
    RELEVANCE,
    /** As the old routes: year, position in the source, id. */
    YEAR,
    /** The other way round. */
    YEAR_DESCENDING,
    /** Folded title, id. */
    TITLE,
    /** The other way round. */
    TITLE_DESCENDING
}
