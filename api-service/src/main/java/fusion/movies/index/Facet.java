package fusion.movies.index;

/** By what the movies found are counted. */
public enum Facet {
    /** Each genre as it is spelt most often. */
    GENRE(Fields.GENRE),
    /** Named as "1990s". */
    DECADE(Fields.DECADE);

    final String field;

    Facet(String field) {
        this.field = field;
    }
}
