package fusion.movies.schema;

/**
 * Identifies the content of {@code movies} by the rows of {@code movies_change}: one for the last load, written when it has ended, and one for each /addall
 * that added movies since. So the version changes once a load has ended that wrote movies, whether it is Loaded or Failed, and not while it progresses.
 *
 * <p>Two states of the table never have one version: rows are only added, which raises their number, but for a load's end, which replaces them all by one
 * whose name is new.
 *
 * <p>Manual edits do not change it.
 */
public final class DataVersion {

    /** One row, one text: equal for equal movies. Reads a table of a few rows, which no transaction holds for longer than its commit takes. */
    public static final String QUERY =
            "SELECT CAST(count(*) AS TEXT) || ' ' || coalesce(max(change), '') AS version FROM movies_change";

    /** Adds a change: its name, what caused it, and how many movies it wrote. */
    public static final String INSERT =
            "INSERT INTO movies_change (change, cause, movies, changed_at) VALUES (?, ?, ?, now())";

    private DataVersion() {}
}
