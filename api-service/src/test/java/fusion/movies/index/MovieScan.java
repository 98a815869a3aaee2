package fusion.movies.index;

import fusion.movies.movie.Movie;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the index must answer, found by looking at every movie. */
final class MovieScan {

    private static final Comparator<Long> MISSING_LAST = Comparator.nullsLast(Comparator.naturalOrder());
    private static final Comparator<Row> ORDER = Comparator.comparing((Row row) -> row.movie.year(), MISSING_LAST)
            .thenComparing(row -> row.movie.position(), MISSING_LAST)
            .thenComparing(row -> row.movie.id());
    private static final Comparator<Row> BY_TITLE =
            Comparator.comparing((Row row) -> row.title).thenComparing(row -> row.movie.id());

    private final List<Row> rows;

    MovieScan(Collection<Movie> movies) {
        rows = movies.stream().map(Row::of).sorted(ORDER).toList();
    }

    List<Long> ids(MovieFilter filter) {
        return ids(found(filter).stream());
    }

    List<Long> ids(MovieFilter filter, Sort sort) {
        List<Row> found = found(filter);
        Stream<Row> withYear = found.stream().filter(row -> row.movie.year() != null);
        Stream<Row> withoutYear = found.stream().filter(row -> row.movie.year() == null);
        return switch (sort) {
            case RELEVANCE -> throw new IllegalArgumentException("A scan ranks nothing.");
            case YEAR -> ids(found.stream());
            case YEAR_DESCENDING ->
                ids(Stream.concat(withYear.sorted(ORDER.reversed()), withoutYear.sorted(ORDER.reversed())));
            case TITLE -> ids(found.stream().sorted(BY_TITLE));
            case TITLE_DESCENDING -> ids(found.stream().sorted(BY_TITLE.reversed()));
        };
    }

    /** By folded form. */
    Map<String, Long> genres(MovieFilter filter) {
        return counts(filter, row -> row.genres.stream());
    }

    Map<String, Long> decades(MovieFilter filter) {
        return counts(
                filter,
                row -> row.movie.year() == null
                        ? Stream.of()
                        : Stream.of(Math.floorDiv(row.movie.year(), 10) * 10 + "s"));
    }

    /** Folded name to number of movies. */
    Map<String, Long> names() {
        return counts(MovieFilter.NONE, row -> row.cast.stream());
    }

    private Map<String, Long> counts(MovieFilter filter, Function<Row, Stream<String>> values) {
        return found(filter).stream()
                .flatMap(values)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private List<Row> found(MovieFilter filter) {
        Predicate<Row> meant = conditions(filter).reduce(row -> true, Predicate::and);
        return rows.stream().filter(meant).toList();
    }

    private static Stream<Predicate<Row>> conditions(MovieFilter filter) {
        List<String> genres = filter.genres().stream().map(MovieScan::key).toList();
        return Stream.of(
                        filter.titles().stream().map(MovieScan::title),
                        filter.cast().stream().map(MovieScan::key).map(name ->
                                (Predicate<Row>) row -> row.cast.contains(name)),
                        Stream.<Predicate<Row>>of(
                                row -> genres.isEmpty()
                                        || (filter.anyGenre()
                                                ? genres.stream().anyMatch(row.genres::contains)
                                                : row.genres.containsAll(genres)),
                                row -> filter.years().isEmpty()
                                        || filter.years().contains(row.movie.year()),
                                row -> filter.ids().isEmpty() || filter.ids().contains(row.movie.id()),
                                row -> filter.yearFrom() == null
                                        || (row.movie.year() != null && row.movie.year() >= filter.yearFrom()),
                                row -> filter.yearTo() == null
                                        || (row.movie.year() != null && row.movie.year() <= filter.yearTo())))
                .flatMap(Function.identity());
    }

    private static Predicate<Row> title(String part) {
        String folded = Folding.fold(part);
        return folded.isEmpty() ? row -> row.movie.title().contains(part) : row -> row.title.contains(folded);
    }

    private static String key(String name) {
        String folded = Folding.fold(name);
        return folded.isEmpty() ? name : folded;
    }

    private static List<Long> ids(Stream<Row> rows) {
        return rows.map(row -> row.movie.id()).toList();
    }

    private record Row(Movie movie, String title, Set<String> cast, Set<String> genres) {

        // Names repeat: most are folded once only.
        private static final Map<String, String> KEYS = new HashMap<>();

        static Row of(Movie movie) {
            return new Row(movie, Folding.fold(movie.title()), keys(movie.cast()), keys(movie.genres()));
        }

        private static Set<String> keys(List<String> names) {
            return names == null
                    ? Set.of()
                    : names.stream()
                            .map(name -> KEYS.computeIfAbsent(name, MovieScan::key))
                            .collect(Collectors.toSet());
        }
    }
}
