package fusion.movies.schema;

import static fusion.movies.schema.Column.Type.BIGINT;
import static fusion.movies.schema.Column.Type.TEXT;
import static fusion.movies.schema.Column.Type.TIMESTAMP;
import static fusion.movies.schema.Column.optional;
import static fusion.movies.schema.Column.required;

import java.util.List;

/** The tables of a stack, as docs/architecture.md describes them. */
final class Tables {

    static final Table MOVIES = MoviesTable.TABLE;

    static final Table LOAD = new Table(
            "movies_load",
            "fingerprint",
            List.of(
                    required("fingerprint", TEXT),
                    required("state", TEXT),
                    optional("source_digest", TEXT),
                    optional("films", BIGINT),
                    optional("inserted", BIGINT),
                    optional("updated", BIGINT),
                    optional("skipped", BIGINT),
                    optional("removed", BIGINT),
                    optional("rejected", BIGINT),
                    optional("total", BIGINT),
                    optional("reason", TEXT),
                    optional("message", TEXT),
                    required("started_at", TIMESTAMP),
                    required("updated_at", TIMESTAMP),
                    optional("finished_at", TIMESTAMP)));

    /** Records changes of the movies: see {@link DataVersion}. */
    static final Table CHANGE = new Table(
            "movies_change",
            "change",
            List.of(
                    required("change", TEXT),
                    required("cause", TEXT),
                    required("movies", BIGINT),
                    required("changed_at", TIMESTAMP)));

    /** Leases for what only one replica may do at a time. A separate table, so that its writes never block readers of movies or of their version. */
    static final Table LEASE = new Table(
            "movies_lease",
            "name",
            List.of(required("name", TEXT), required("holder", TEXT), required("expires_at", TIMESTAMP)));

    /** The users this stack has or had, and whether the operator created them: only those are ever dropped. */
    static final Table USER =
            new Table("movies_user", "name", List.of(required("name", TEXT), required("made_here", BIGINT)));

    static final List<Table> ALL = List.of(USER, LOAD, MOVIES, CHANGE, LEASE);

    private Tables() {}
}
