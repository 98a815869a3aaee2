package fusion.movies.index;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.movie.Movie;
import fusion.movies.movie.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Movies as no source is likely to have them, and each must be found, listed and paged all the same. */
class OddMoviesTest {

    private static final String CHINESE = "龙".repeat(600) + "凤".repeat(600);

    private static final List<Movie> ODD = List.of(
            SampleMovies.titled(31, "$", 1971L),
            SampleMovies.titled(7, "???", 1987L),
            SampleMovies.titled(19, "—", 2003L),
            SampleMovies.titled(4, "Heron Lake", 1955L),
            SampleMovies.titled(5, "1917 Bells", null),
            SampleMovies.titled(28, "😱", 2019L),
            SampleMovies.titled(6, "on it goes ".repeat(50) + "to here", 1999L),
            SampleMovies.titled(2, "on it goes ".repeat(50) + "to there", 1999L),
            SampleMovies.titled(9, CHINESE, 2001L),
            SampleMovies.titled(10, "x".repeat(40_000) + " the end", 2001L),
            SampleMovies.titled(11, "x".repeat(40_000) + " the start", null),
            SampleMovies.titled(12, "!".repeat(3_900) + "?" + "!".repeat(9_000), null),
            SampleMovies.titled(13, "", 1980L),
            SampleMovies.titled(14, " ", -12L),
            SampleMovies.titled(15, "Same", 1980L),
            SampleMovies.titled(3, "same!", 1980L),
            new Movie(16L, "No lists", 1980L, null, null, null, null, null, null, null, null),
            new Movie(17L, "No lists", null, null, null, null, null, null, null, null, null),
            new Movie(
                    18L,
                    "Twice",
                    9_999L,
                    List.of("Cher", "CHER"),
                    List.of("Drama", "drama", "???"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    1L),
            new Movie(
                    20L,
                    "Crowd",
                    1980L,
                    IntStream.range(0, 10_000)
                            .mapToObj(i -> "Extra Number " + i)
                            .toList(),
                    List.of("y".repeat(50_000), "crowds"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    2L),
            SampleMovies.cast(
                    21, "Odd names", 1980L, "z".repeat(40_000) + "1", "z".repeat(40_000) + "2", ")", "", " "));

    private static final MovieScan scan = new MovieScan(ODD);

    private static TestIndex movies;

    @BeforeAll
    static void build() {
        movies = TestIndex.of(ODD);
    }

    @AfterAll
    static void close() {
        movies.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "RELEVANCE")
    void everyPageHasEachMovieOnce(Sort sort) {
        for (Integer limit : List.of(1, 2, 100)) {
            assertThat(movies.pages(null, MovieFilter.NONE, sort, limit)).isEqualTo(scan.ids(MovieFilter.NONE, sort));
        }
    }

    @Test
    void everyTitleIsFoundByItself() {
        for (Movie movie : ODD) {
            MovieFilter title = MovieFilter.title(Keys.start(movie.title(), 4_000));
            if (!movie.title().isEmpty()) {
                assertThat(movies.ids(title))
                        .as("%.40s", movie.title())
                        .contains(movie.id())
                        .isEqualTo(scan.ids(title));
                String text = Keys.start(movie.title(), 500);
                assertThat(movies.pages(text, MovieFilter.NONE, Sort.RELEVANCE, 1))
                        .as("%.40s", text)
                        .doesNotHaveDuplicates()
                        .contains(movie.id());
            }
        }
        for (String part : List.of("龙凤", "x the", "xx", "?", "!?", "!", " ", "$$", "😱", "—", ". ", "é")) {
            assertThat(movies.ids(MovieFilter.title(part))).as(part).isEqualTo(scan.ids(MovieFilter.title(part)));
        }
    }

    @Test
    void everyNameAndGenreIsFoundByItself() {
        Stream<String> names = Stream.of(
                "z".repeat(40_000) + "1", "z".repeat(40_000) + "3", ")", "", " ", "cher", "extra number 9999");
        names.map(MovieFilter::cast)
                .forEach(filter -> assertThat(movies.ids(filter)).isEqualTo(scan.ids(filter)));
        Stream<String> genres = Stream.of("y".repeat(50_000), "y".repeat(50_001), "???", "??", "DRAMA");
        genres.map(MovieFilter::genre)
                .forEach(filter -> assertThat(movies.ids(filter)).isEqualTo(scan.ids(filter)));
        assertThat(movies.ids(MovieFilter.genre("drama"))).containsExactlyInAnyOrder(18L, 21L);
    }

    @Test
    void totalsAreTheSameUnderEverySort() {
        for (Sort sort : List.of(Sort.YEAR, Sort.YEAR_DESCENDING, Sort.TITLE, Sort.TITLE_DESCENDING)) {
            assertThat(movies.search(null, MovieFilter.NONE, sort, null, 1).total())
                    .isEqualTo(ODD.size());
        }
    }

    @Test
    void facetsCountAMovieOnceForEachValue() {
        Map<Facet, List<Count>> facets = movies.search(null, MovieFilter.NONE, Sort.YEAR, null, 1, Facet.values())
                .facets();
        assertThat(facets.get(Facet.GENRE)).contains(new Count("Drama", 2), new Count("???", 1));
        assertThat(facets.get(Facet.DECADE))
                .startsWith(new Count("-20s", 1), new Count("1950s", 1))
                .contains(new Count("1980s", 7))
                .endsWith(new Count("9990s", 1));
    }

    @Test
    void aListOfLongAndShortMoviesIsWhole() throws IOException {
        for (Shape shape : List.of(Shape.RESOURCE, Shape.OLD)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            movies.index().list(MovieFilter.NONE).writeTo(out, shape);
            JsonNode list = JsonMapper.shared().readTree(out.toByteArray());
            assertThat(list.valueStream().map(movie -> movie.get("id").asLong()))
                    .isEqualTo(scan.ids(MovieFilter.NONE));
            ByteArrayOutputStream crowd = new ByteArrayOutputStream();
            movies.index().byId(20).orElseThrow().writeTo(crowd, shape);
            assertThat(crowd.size()).isGreaterThan(200_000);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(crowd.toString(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anIndexOfNoneOrOneMovieAnswersEverything(int size) throws IOException {
        List<Movie> few = ODD.subList(3, 3 + size);
        try (TestIndex movies = TestIndex.of(few)) {
            assertThat(movies.index().size()).isEqualTo(size);
            assertThat(movies.index().byId(4).isPresent()).isEqualTo(size == 1);
            assertThat(movies.ids(MovieFilter.NONE)).hasSize(size);
            assertThat(movies.ids(MovieFilter.title("lake"))).hasSize(size);
            assertThat(movies.ids(MovieFilter.title("!"))).isEmpty();
            assertThat(movies.ids(MovieFilter.year(1955))).hasSize(size);
            for (Sort sort : Sort.values()) {
                SearchResult found = movies.search("heron", MovieFilter.NONE, sort, null, 10, Facet.values());
                assertThat(found.total()).isEqualTo(size);
                assertThat(found.facets().get(Facet.DECADE)).hasSize(size);
                assertThat(found.next()).isEmpty();
                assertThat(movies.search("nothing like it", MovieFilter.NONE, sort, null, 10, Facet.values())
                                .total())
                        .isZero();
                assertThat(movies.search(null, MovieFilter.NONE, Sort.TITLE, new Cursor("a", 5), 10)
                                .total())
                        .isEqualTo(size);
            }
            assertThat(movies.index().genres()).isEmpty();
            assertThat(movies.index().people("a", 5)).isEmpty();
            assertThat(movies.index().person("Tom Hanks")).isEmpty();
        }
    }

    @Test
    void aCursorHoldsForAMovieThatIsGone() {
        List<Movie> withoutOne = new ArrayList<>(ODD);
        withoutOne.removeIf(movie -> movie.id() == 15);
        try (TestIndex after = TestIndex.of(withoutOne)) {
            for (Sort sort : List.of(Sort.YEAR, Sort.YEAR_DESCENDING, Sort.TITLE, Sort.TITLE_DESCENDING)) {
                List<Long> order = scan.ids(MovieFilter.NONE, sort);
                SearchResult page = movies.search(null, MovieFilter.NONE, sort, null, order.indexOf(15L) + 1);

                SearchResult next =
                        after.search(null, MovieFilter.NONE, sort, page.next().orElseThrow(), 100);

                assertThat(next.movies())
                        .as("%s", sort)
                        .extracting(movie -> movie.id())
                        .isEqualTo(order.subList(order.indexOf(15L) + 1, order.size()));
            }
        }
    }
}
