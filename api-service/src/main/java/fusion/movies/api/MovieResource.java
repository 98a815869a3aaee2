package fusion.movies.api;

import java.util.List;

/** A film as /api/v1 gives it. */
record MovieResource(
        long id,
        String title,
        Long year,
        List<String> cast,
        List<String> genres,
        String extract,
        Thumbnail thumbnail,
        String article) {

    record Thumbnail(String url, Long width, Long height) {}

    static MovieResource of(Movie movie) {
        return new MovieResource(
                movie.id(),
                movie.title(),
                movie.year(),
                movie.castList(),
                movie.genres(),
                movie.extract(),
                movie.thumbnail() == null
                        ? null
                        : new Thumbnail(movie.thumbnail(), movie.thumbnailWidth(), movie.thumbnailHeight()),
                // The source has the last part of the address, percent-encoded as Wikipedia has it.
                movie.href() == null ? null : "https://en.wikipedia.org/wiki/" + movie.href());
    }
}
