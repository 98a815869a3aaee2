package fusion.movies.index;

/** By what the movies found are counted. */
public enum Facet {
    /** Each genre as it is spelt most often. */
    GENRE,
    /** Named as "1990s". */
    DECADE
}
