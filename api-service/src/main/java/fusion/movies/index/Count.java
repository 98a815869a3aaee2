package fusion.movies.index;

/** A name, and in how many movies it is. */
public record Count(String name, long movies) {}
