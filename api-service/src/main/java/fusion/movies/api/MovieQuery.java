package fusion.movies.api;

import fusion.movies.http.BadFieldException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/** What a client asks of /api/v1/movies, each parameter checked. */
record MovieQuery(Condition condition, Sort sort, Optional<Cursor> after, int limit) {

    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final Set<String> KNOWN = new TreeSet<>(
            List.of("title", "cast", "genre", "genre_match", "year", "year_from", "year_to", "sort", "after", "limit"));

    static MovieQuery of(MultiValueMap<String, String> parameters) {
        parameters.keySet().forEach(MovieQuery::checkKnown);
        var conditions = new ArrayList<Condition>();
        each(parameters, "title", Condition::title).forEach(conditions::add);
        each(parameters, "cast", Condition::cast).forEach(conditions::add);
        var genres = each(parameters, "genre", Condition::genre);
        conditions.add(anyGenre(parameters) ? Condition.any(genres) : Condition.all(genres));
        number(parameters, "year").map(Condition::year).ifPresent(conditions::add);
        number(parameters, "year_from").map(Condition::yearFrom).ifPresent(conditions::add);
        number(parameters, "year_to").map(Condition::yearTo).ifPresent(conditions::add);
        conditions.removeIf(Condition.EVERYTHING::equals);
        return new MovieQuery(
                Condition.all(conditions),
                one(parameters, "sort").map(Sort::of).orElse(Sort.YEAR),
                one(parameters, "after").map(Cursor::of),
                number(parameters, "limit").map(MovieQuery::checkedLimit).orElse(USUAL_PAGE));
    }

    // A misspelt filter that is passed over would answer with all films.
    private static void checkKnown(String name) {
        if (!KNOWN.contains(name)) {
            throw new BadFieldException(
                    name, "There is no parameter of this name; there are %s.".formatted(String.join(", ", KNOWN)));
        }
    }

    private static boolean anyGenre(MultiValueMap<String, String> parameters) {
        return one(parameters, "genre_match")
                .map(match -> switch (match) {
                    case "any" -> true;
                    case "all" -> false;
                    default ->
                        throw new BadFieldException(
                                "genre_match",
                                "'genre_match' is 'all' for films of every genre named, or 'any' for films of one of them.");
                })
                .orElse(false);
    }

    private static int checkedLimit(long limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new BadFieldException(
                    "limit", "'limit' is from 1 to %d films a page; the link 'next' has more.".formatted(LARGEST_PAGE));
        }
        return (int) limit;
    }

    private static List<Condition> each(
            MultiValueMap<String, String> parameters, String name, Function<String, Condition> condition) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 10) {
            throw new BadFieldException(name, "'%s' may be given up to 10 times.".formatted(name));
        }
        return values.stream().map(condition).toList();
    }

    private static Optional<Long> number(MultiValueMap<String, String> parameters, String name) {
        return one(parameters, name).map(value -> {
            if (!NUMBER.matcher(value).matches()) {
                throw new BadFieldException(name, "'%s' is a whole number of at most nine digits.".formatted(name));
            }
            return Long.valueOf(value);
        });
    }

    private static Optional<String> one(MultiValueMap<String, String> parameters, String name) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new BadFieldException(name, "'%s' may be given once.".formatted(name));
        }
        return values.stream().findFirst();
    }

    /** The films that this order can list, whichever page. */
    Condition countable() {
        return Condition.all(List.of(condition, new Condition(sort.column() + " IS NOT NULL", List.of())));
    }
}
