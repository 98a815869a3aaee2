package fusion.movies.movie;

import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A movie, from a source's row to the response's JSON.
 *
 * @param id null until the loader has given it one
 * @param title never null
 * @param year null where the source has none
 * @param cast empty, or null in a manually created table, if the source has none; the same applies to genres
 * @param href last part of the address of its article, percent-encoded as Wikipedia has it
 * @param position place in the source when the movie was written; null in a table made by hand
 */
@Table("movies")
public record Movie(
        @Id Long id,
        String title,
        Long year,
        @Column("cast_list") List<String> cast,
        List<String> genres,
        String href,
        String extract,
        String thumbnail,
        Long thumbnailWidth,
        Long thumbnailHeight,
        Long position) {}
