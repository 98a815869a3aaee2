package fusion.movies.schema;

import static fusion.movies.schema.Column.Type.BIGINT;
import static fusion.movies.schema.Column.Type.TEXT;
import static fusion.movies.schema.Column.Type.TEXT_ARRAY;
import static fusion.movies.schema.Column.Type.TIMESTAMP;
import static fusion.movies.schema.Column.optional;
import static fusion.movies.schema.Column.required;

import java.util.List;

/** The tables of a stack, as docs/architecture.md describes them. */
final class Tables {

    /** What is not in the old hand-made table is optional, so that such a table can be taken over. */
    static final Table MOVIES = new Table(
            "movies",
            "id",
            List.of(
                    required("id", BIGINT),
                    required("title", TEXT),
                    optional("year", BIGINT),
                    optional("extract", TEXT),
                    optional("thumbnail", TEXT),
                    optional("cast_list", TEXT_ARRAY),
                    optional("genres", TEXT_ARRAY),
                    optional("thumbnail_width", BIGINT),
                    optional("thumbnail_height", BIGINT),
                    optional("href", TEXT),
                    optional("position", BIGINT),
                    optional("natural_key", TEXT),
                    optional("content_digest", BIGINT),
                    optional("title_folded", TEXT),
                    optional("cast_folded", TEXT_ARRAY),
                    optional("genres_folded", TEXT_ARRAY)),
            List.of(
                    Index.trigram("movies_title_search", "title_folded"),
                    Index.elements("movies_cast", "cast_folded"),
                    Index.elements("movies_genres", "genres_folded"),
                    Index.ordered("movies_year", "year", "id"),
                    Index.ordered("movies_title", "title_folded", "id")));

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
                    optional("finished_at", TIMESTAMP)),
            List.of());

    static final Table NAME = new Table(
            "movies_name",
            "name",
            List.of(required("name", TEXT), required("name_folded", TEXT), required("films", BIGINT)),
            List.of(
                    Index.trigram("movies_name_search", "name_folded"),
                    Index.ordered("movies_name_folded", "name_folded")));

    static final Table GENRE = new Table(
            "movies_genre",
            "genre",
            List.of(required("genre", TEXT), required("genre_folded", TEXT), required("films", BIGINT)),
            List.of());

    /** Each /addall that added films. One at a time: it holds an uncommitted row here, which the next one waits for. */
    static final Table ADDALL =
            new Table("movies_addall", "run", List.of(required("run", TEXT), optional("inserted", BIGINT)), List.of());

    /** The users this stack has or had, and whether the operator made them: only those are ever dropped. */
    static final Table USER =
            new Table("movies_user", "name", List.of(required("name", TEXT), required("made_here", BIGINT)), List.of());

    static final List<Table> ALL = List.of(USER, LOAD, MOVIES, NAME, GENRE, ADDALL);

    private Tables() {}
}
