package fusion.movies.index;

import fusion.movies.movie.Movie;
import org.jspecify.annotations.Nullable;

/**
 * How likely a movie is meant, before anything is asked, as far as its row tells; it decides between movies that a text fits equally well.
 *
 * <p>Known movies have a long extract, a cast that is named, a picture, and an article that needs no year to be told from others. Of movies equally
 * known the older one is the original, the others are remakes: a year weighs as much as nine letters of an extract. Silent movies are the exception.
 * The weights were fitted to some sixty titles that several movies share, and rounded.
 */
final class Prior {

    /** Hundredths of a point of score. */
    static final float UNIT = 100;

    /** Less than the distance of two tiers of {@link Relevance}. */
    static final int MOST = 4_200;

    private static final int EXTRACT = 1_000;
    private static final int LONGEST_EXTRACT = 700;
    private static final int NAME = 200;
    private static final int MOST_NAMES = 4;
    private static final int THUMBNAIL = 300;
    private static final int FILM_OF_THE_NAME = 400;
    private static final int ARTICLE_OF_THE_NAME = 800;
    private static final int AGE = 1_250;
    private static final int FIRST_TALKING = 1930;
    private static final int NEWEST = 2030;

    private Prior() {}

    static int of(Movie movie) {
        int extract = movie.extract() == null ? 0 : Math.min(movie.extract().length(), LONGEST_EXTRACT);
        int names = Math.min(Fields.orEmpty(movie.cast()).size(), MOST_NAMES);
        return EXTRACT * extract / LONGEST_EXTRACT
                + NAME * names
                + (movie.thumbnail() == null ? 0 : THUMBNAIL)
                + article(movie.href())
                + age(movie.year());
    }

    /** An article of the bare title is what most people mean by it; "(film)" without a year, what they mean by it among movies. */
    private static int article(@Nullable String href) {
        if (href == null || href.isEmpty()) {
            return 0;
        }
        if (!href.contains("(")) {
            return ARTICLE_OF_THE_NAME;
        }
        return href.endsWith("_(film)") ? FILM_OF_THE_NAME : 0;
    }

    private static int age(@Nullable Long year) {
        if (year == null || year < FIRST_TALKING || year > NEWEST) {
            return 0;
        }
        return (int) (AGE * (NEWEST - year) / (NEWEST - FIRST_TALKING));
    }
}
