package fusion.movies.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A film as the old API's clients know it: the columns' names, in alphabetical order, nothing left out. */
record OldMovie(
        @JsonProperty("cast_list") List<String> castList,
        String extract,
        List<String> genres,
        long id,
        String thumbnail,
        @JsonProperty("thumbnail_height") Long thumbnailHeight,
        @JsonProperty("thumbnail_width") Long thumbnailWidth,
        String title,
        Long year) {

    static OldMovie of(Movie movie) {
        return new OldMovie(
                movie.castList(),
                movie.extract(),
                movie.genres(),
                movie.id(),
                movie.thumbnail(),
                movie.thumbnailHeight(),
                movie.thumbnailWidth(),
                movie.title(),
                movie.year());
    }
}
