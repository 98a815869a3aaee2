package fusion.movies.api;

import fusion.movies.http.BadFieldException;
import fusion.movies.index.Cursor;
import fusion.movies.index.Facet;
import fusion.movies.index.MovieFilter;
import fusion.movies.index.MovieQuery;
import fusion.movies.index.Sort;
import fusion.movies.movie.Shape;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The validated query parameters of {@code /api/v1/movies}. */
final class MovieParameters {

    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Map<String, Sort> SORTS = Map.of(
            "relevance", Sort.RELEVANCE,
            "year", Sort.YEAR,
            "-year", Sort.YEAR_DESCENDING,
            "title", Sort.TITLE,
            "-title", Sort.TITLE_DESCENDING);

    private final Map<String, List<String>> given = new TreeMap<>();

    /** @param given as {@link jakarta.servlet.ServletRequest#getParameterMap} returns them */
    MovieParameters(Map<String, String[]> given) {
        given.forEach((name, values) -> this.given.put(name, List.of(values)));
    }

    /** @param data version of the movies, to which a position in an order by relevance belongs */
    MovieQuery query(String data) {
        String text = one("q").map(value -> Term.checked("q", value)).orElse(null);
        Sort sort = sort(text);
        return new MovieQuery(
                text,
                filter(),
                sort,
                one("after").map(value -> cursor(value, binding(sort, data), sort)),
                one("limit").map(value -> limit(number("limit", value))).orElse(USUAL_PAGE),
                facets());
    }

    /**
     * Identifies what a cursor belongs to: another search, order or, by relevance, version of the movies has other
     * pages.
     */
    String binding(Sort sort, String data) {
        Map<String, List<String>> search = new TreeMap<>(given);
        List.of("after", "limit", "fields", "facets", "sort").forEach(search::remove);
        return sort + " " + search + (sort == Sort.RELEVANCE ? data : "");
    }

    Shape shape() {
        List<String> names = listed("fields");
        if (names.isEmpty()) {
            return Shape.RESOURCE;
        }
        try {
            return Shape.of(new java.util.LinkedHashSet<>(names));
        } catch (IllegalArgumentException unknown) {
            throw new BadFieldException("fields", String.valueOf(unknown.getMessage()));
        }
    }

    private MovieFilter filter() {
        return new MovieFilter(
                terms("title"),
                terms("cast"),
                terms("genre"),
                anyGenre(),
                all("year").map(value -> number("year", value)).toList(),
                one("year_from").map(value -> number("year_from", value)).orElse(null),
                one("year_to").map(value -> number("year_to", value)).orElse(null),
                listed("ids").stream().map(MovieParameters::id).toList());
    }

    private Sort sort(@Nullable String text) {
        Sort usual = text == null ? Sort.YEAR : Sort.RELEVANCE;
        Sort sort = one("sort").map(word -> oneOf("sort", word, SORTS)).orElse(usual);
        if (sort == Sort.RELEVANCE && text == null) {
            throw new BadFieldException("sort", "'sort' can be 'relevance' only with a text 'q'.");
        }
        return sort;
    }

    private static Cursor cursor(String text, String binding, Sort sort) {
        try {
            return Cursor.decode(text, binding, sort);
        } catch (IllegalArgumentException ofAnotherSearch) {
            throw new BadFieldException(
                    "after",
                    "'after' is not from this search and order; use the link 'next' unchanged, or start with the first page.");
        }
    }

    private EnumSet<Facet> facets() {
        Map<String, Facet> words = Arrays.stream(Facet.values())
                .collect(Collectors.toMap(facet -> facet.name().toLowerCase(Locale.ROOT), Function.identity()));
        EnumSet<Facet> facets = EnumSet.noneOf(Facet.class);
        listed("facets").forEach(word -> facets.add(oneOf("facets", word, words)));
        return facets;
    }

    private boolean anyGenre() {
        return one("genre_match")
                .map(word -> oneOf("genre_match", word, Map.of("any", true, "all", false)))
                .orElse(false);
    }

    private List<String> terms(String name) {
        return all(name).map(value -> Term.checked(name, value)).toList();
    }

    /** Comma-separated values of one parameter. */
    private List<String> listed(String name) {
        return one(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .distinct()
                .toList();
    }

    private Stream<String> all(String name) {
        return given.getOrDefault(name, List.of()).stream();
    }

    private Optional<String> one(String name) {
        return all(name).findFirst();
    }

    private static long id(String value) {
        if (!ID.matcher(value).matches()) {
            throw new BadFieldException("ids", "'ids' must be movie ids separated by commas, such as 1034,77.");
        }
        return Long.parseLong(value);
    }

    private static long number(String name, String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new BadFieldException(name, "'%s' must be an integer of at most nine digits.".formatted(name));
        }
        return Long.parseLong(value);
    }

    private static int limit(long limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new BadFieldException(
                    "limit", "'limit' must be from 1 to %d; the link 'next' has more movies.".formatted(LARGEST_PAGE));
        }
        return (int) limit;
    }

    private static <T> T oneOf(String name, String word, Map<String, T> words) {
        T value = words.get(word);
        if (value == null) {
            throw new BadFieldException(
                    name,
                    "'%s' cannot be '%s'; use one of %s."
                            .formatted(
                                    name, word, words.keySet().stream().sorted().collect(Collectors.joining(", "))));
        }
        return value;
    }
}
