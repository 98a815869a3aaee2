package fusion.movies.index;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.NeedsRealFilms;
import fusion.movies.movie.Movie;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** All real movies, where the machine has them: the index answers exactly what a scan of all of them does. */
@NeedsRealFilms
class RealMoviesTest {

    private static List<Movie> all;
    private static MovieScan scan;
    private static TestIndex movies;

    private final Random random = new Random(12);

    @BeforeAll
    static void open() {
        all = TestIndex.Real.ALL;
        scan = new MovieScan(all);
        movies = TestIndex.Real.INDEX;
    }

    @Test
    void partsOfTitles() {
        int none = 0;
        for (int i = 0; i < 2_000; i++) {
            String part = partOfTitle();
            List<Long> expected = scan.ids(MovieFilter.title(part));
            none += expected.isEmpty() ? 1 : 0;

            assertThat(movies.ids(MovieFilter.title(part))).as("'%s'", part).isEqualTo(expected);
        }
        assertThat(none).as("terms without a movie").isBetween(50, 600);
    }

    @Test
    void names() {
        List<String> names = new ArrayList<>(
                all.stream().flatMap(movie -> movie.cast().stream()).distinct().toList());
        Collections.shuffle(names, random);
        names.subList(0, 2_000).forEach(name -> {
            String written = written(name);
            assertThat(movies.ids(MovieFilter.cast(written)))
                    .as("'%s'", written)
                    .isEqualTo(scan.ids(MovieFilter.cast(written)));
        });
    }

    @Test
    void genresAndYears() {
        List<String> genres = all.stream()
                .flatMap(movie -> movie.genres().stream())
                .distinct()
                .toList();
        List<Long> years = all.stream().map(Movie::year).distinct().toList();
        assertThat(genres).hasSize(41);
        genres.forEach(genre -> assertThat(movies.ids(MovieFilter.genre(written(genre))))
                .as(genre)
                .isEqualTo(scan.ids(MovieFilter.genre(genre))));
        years.forEach(year -> assertThat(movies.ids(MovieFilter.year(year)))
                .as("%d", year)
                .isEqualTo(scan.ids(MovieFilter.year(year))));
        assertThat(movies.ids(MovieFilter.NONE)).isEqualTo(scan.ids(MovieFilter.NONE));
    }

    @Test
    void combinedFiltersWithTotalAndFacets() {
        for (int i = 0; i < 300; i++) {
            MovieFilter filter = filter();
            Sort sort = List.of(Sort.YEAR, Sort.YEAR_DESCENDING, Sort.TITLE, Sort.TITLE_DESCENDING)
                    .get(i % 4);
            List<Long> expected = scan.ids(filter, sort);

            SearchResult result = movies.search(null, filter, sort, null, 100, Facet.values());

            assertThat(result.total()).as("%s", filter).isEqualTo(expected.size());
            assertThat(result.movies())
                    .as("%s", filter)
                    .extracting(movie -> movie.id())
                    .isEqualTo(expected.stream().limit(100).toList());
            assertThat(result.next().isPresent()).as("%s", filter).isEqualTo(expected.size() > 100);
            assertThat(folded(result.facets().get(Facet.GENRE)))
                    .as("%s", filter)
                    .isEqualTo(scan.genres(filter));
            assertThat(asMap(result.facets().get(Facet.DECADE)))
                    .as("%s", filter)
                    .isEqualTo(scan.decades(filter));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "RELEVANCE")
    void allPagesTogetherAreTheWholeList(Sort sort) {
        assertThat(movies.pages(null, MovieFilter.NONE, sort, 100)).isEqualTo(scan.ids(MovieFilter.NONE, sort));
        MovieFilter some = MovieFilter.title("star");
        assertThat(movies.pages(null, some, sort, 1)).isEqualTo(scan.ids(some, sort));
    }

    @Test
    void pagesByRelevanceHaveEachMovieOnce() {
        for (String text : List.of("it", "the king", "drama queen", "tom", "s")) {
            long whole = movies.search(text, MovieFilter.NONE, Sort.RELEVANCE, null, 1)
                    .total();
            List<Long> ids = movies.pages(text, MovieFilter.NONE, Sort.RELEVANCE, 100);

            assertThat(ids).as(text).doesNotHaveDuplicates().hasSize((int) whole);
            MovieFilter westerns = MovieFilter.genre("western");
            assertThat(movies.pages(text, westerns, Sort.RELEVANCE, 7))
                    .as(text)
                    .isEqualTo(ids.stream()
                            .filter(Set.copyOf(scan.ids(westerns))::contains)
                            .toList());
        }
    }

    @Test
    void movieById() throws Exception {
        for (Movie movie : all) {
            assertThat(movies.index().byId(movie.id()).orElseThrow().id()).isEqualTo(movie.id());
        }
        for (long id : LongStream.of(0, -1, Long.MAX_VALUE, Long.MIN_VALUE).toArray()) {
            assertThat(movies.index().byId(id)).isEmpty();
        }
    }

    @Test
    void genresWithTheirNumbers() {
        assertThat(movies.index().genres())
                .isSortedAccordingTo(FacetTable.MOST_FIRST)
                .hasSize(41)
                .startsWith(new Count("Drama", 14_062));
        assertThat(folded(movies.index().genres())).isEqualTo(scan.genres(MovieFilter.NONE));
    }

    private String partOfTitle() {
        String title = all.get(random.nextInt(all.size())).title();
        if (random.nextInt(20) == 0) {
            title = title.replaceAll("[\\p{L}\\p{N}]", "");
            title = title.isEmpty() ? "-" : title;
        }
        int[] characters = title.codePoints().toArray();
        int length = 1 + Math.min(random.nextInt(characters.length), random.nextInt(characters.length));
        int start = random.nextInt(characters.length - length + 1);
        String part = new String(characters, start, length);
        if (random.nextInt(12) == 0) {
            part += (char) ('a' + random.nextInt(26));
        }
        return written(part);
    }

    /** As clients write it, now and then. */
    private String written(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.replace(' ', '_');
            default -> text;
        };
    }

    private MovieFilter filter() {
        Movie movie = all.get(random.nextInt(all.size()));
        return new MovieFilter(
                sometimes(() -> Stream.of(partOfTitle())),
                sometimes(() -> movie.cast().stream().limit(1 + random.nextInt(2))),
                sometimes(() -> movie.genres().stream().limit(1 + random.nextInt(3))),
                random.nextBoolean(),
                random.nextInt(6) == 0 ? List.of(movie.year(), 1994L) : List.of(),
                random.nextInt(3) == 0 ? movie.year() - random.nextInt(30) : null,
                random.nextInt(3) == 0 ? movie.year() + random.nextInt(30) : null,
                random.nextInt(12) == 0 ? List.of(movie.id(), all.getFirst().id(), 5L) : List.of());
    }

    private List<String> sometimes(Supplier<Stream<String>> values) {
        return random.nextInt(3) == 0 ? values.get().map(this::written).toList() : List.of();
    }

    private static Map<String, Long> folded(List<Count> counts) {
        return counts.stream()
                .collect(Collectors.toMap(count -> Folding.fold(count.name()), Count::movies, Long::sum, TreeMap::new));
    }

    private static Map<String, Long> asMap(List<Count> counts) {
        return counts.stream().collect(Collectors.toMap(Count::name, Count::movies, Long::sum, TreeMap::new));
    }
}
