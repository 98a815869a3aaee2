package fusion.movies.index;

import fusion.movies.movie.Movie;

/** How well known a movie is, as far as its row tells. It decides between movies that a text fits equally well. */
final class Prior {

    /** Less than the distance of two tiers of {@link Relevance}. */
    static final int MOST = 4_400;

    static final float UNIT = 100f;

    private Prior() {}

    static int of(Movie movie) {
        var extract = movie.extract() == null ? 0 : Math.min(movie.extract().length(), 1_000);
        var cast = Math.min(Fields.orEmpty(movie.cast()).size(), 10);
        return 2 * extract + 100 * cast + (movie.thumbnail() == null ? 0 : 600);
    }
}
