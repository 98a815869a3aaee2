package fusion.movies.index;

/** By what the movies found are counted. */
public enum Facet {
    GENRE,
    DECADE
}
