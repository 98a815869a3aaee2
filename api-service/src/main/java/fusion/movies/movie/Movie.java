package fusion.movies.movie;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A movie, from a source's row to the response's JSON.
 *
 * @param id absent until the loader assigns one
 * @param year absent if the source has none
 * @param cast empty, or absent in a manually created table, if the source has none; the same applies to genres
 * @param href last part of the address of its article, percent-encoded as Wikipedia has it
 * @param position position in the source when the movie was written; absent in a manually created table
 */
@Table("movies")
public record Movie(
        @Id @Nullable Long id,
        String title,
        @Nullable Long year,
        @Column("cast_list") @Nullable List<String> cast,
        @Nullable List<String> genres,
        @Nullable String href,
        @Nullable String extract,
        @Nullable String thumbnail,
        @Nullable Long thumbnailWidth,
        @Nullable Long thumbnailHeight,
        @Nullable Long position) {

    /** The length of its texts, in characters. */
    public int characters() {
        return title.length() + length(href) + length(extract) + length(thumbnail) + length(cast) + length(genres);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static int length(@Nullable List<String> texts) {
        int length = 0;
        for (String text : texts == null ? List.<String>of() : texts) {
            length += length(text);
        }
        return length;
    }
}
