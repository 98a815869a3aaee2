package fusion.movies.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which movies are meant: those that meet everything given. Texts are compared in folded form ({@link Folding}).
 *
 * @param titles parts of the title, each of them
 * @param cast names, each of them
 * @param anyGenre one of the genres is enough; else each of them
 * @param years one of them; empty for any
 * @param yearFrom the first year that counts; absent without a bound, likewise yearTo
 * @param ids one of them; empty for any
 */
public record MovieFilter(
        List<String> titles,
        List<String> cast,
        List<String> genres,
        boolean anyGenre,
        List<Long> years,
        @Nullable Long yearFrom,
        @Nullable Long yearTo,
        List<Long> ids) {

    public static final MovieFilter NONE =
            new MovieFilter(List.of(), List.of(), List.of(), false, List.of(), null, null, List.of());

    public static MovieFilter title(String part) {
        return new MovieFilter(List.of(part), List.of(), List.of(), false, List.of(), null, null, List.of());
    }

    public static MovieFilter cast(String name) {
        return new MovieFilter(List.of(), List.of(name), List.of(), false, List.of(), null, null, List.of());
    }

    public static MovieFilter genre(String genre) {
        return new MovieFilter(List.of(), List.of(), List.of(genre), false, List.of(), null, null, List.of());
    }

    public static MovieFilter year(long year) {
        return new MovieFilter(List.of(), List.of(), List.of(), false, List.of(year), null, null, List.of());
    }
}
