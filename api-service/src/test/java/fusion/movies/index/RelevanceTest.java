package fusion.movies.index;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.movie.Movie;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text finds, and in which order, among movies made for it. */
class RelevanceTest {

    private static TestIndex movies;

    @BeforeAll
    static void build() {
        movies = TestIndex.of(
                SampleMovies.titled(1, "The Harbour", 1950L),
                SampleMovies.titled(2, "Harbour", 1950L),
                SampleMovies.titled(3, "Harbour Lights", 1990L),
                SampleMovies.titled(4, "Lights, Harbour!", 1990L),
                SampleMovies.titled(5, "Return to the Harbour", 1990L),
                SampleMovies.titled(6, "Harbourmaster", 1990L),
                SampleMovies.titled(7, "Pearlharbour", 1990L),
                SampleMovies.cast(8, "The Diver", 1990L, "Ann Other", "Bea Second", "Cee Third", "Ada Harbour"),
                SampleMovies.cast(9, "The Boat", 1990L, "Harbour"),
                SampleMovies.titled(10, "Glass Moon II", 1990L),
                SampleMovies.titled(11, "Glass Moon", 1970L),
                SampleMovies.titled(12, "Glass Moon", 1999L),
                SampleMovies.titled(13, "Salt & Stone: Vol. 2", 1999L),
                SampleMovies.titled(14, "X-Rays", 1999L),
                SampleMovies.cast(15, "Orchard", 1999L, "Lee Vander Meer", "Jo Q. Public"),
                SampleMovies.titled(16, "$", 1971L),
                SampleMovies.titled(17, "The $ Man", 1971L),
                SampleMovies.titled(18, "パパ", 2001L),
                SampleMovies.titled(19, "ハハ", 2001L));
    }

    @AfterAll
    static void close() {
        movies.close();
    }

    @Test
    void theBestReasonDecides() {
        // Itself, without article, a name, first of the title, within it, as the beginning of a word, within one.
        assertThat(ids("harbour")).containsExactly(2L, 1L, 9L, 3L, 6L, 4L, 5L, 8L, 7L);
        assertThat(ids("the harbour")).startsWith(1L, 2L);
    }

    @ParameterizedTest
    @CsvSource({
        "glass moon 2, 10",
        "Glass Moon II, 10",
        "glass moon two, 10",
        "moon glass ii, 10",
        "glassmoon2, 10",
        "salt and stone volume two, 13",
        "salt & stone vol 2, 13",
        "salt stone, 13",
        "xrays, 14",
        "x rays, 14",
        "vander meer lee, 15",
        "vandermeer, 15",
        "leevandermeer, 15",
        "jo public, 15",
        "orchard vander, 15",
        "orch, 15",
        "meer orch, 15",
        "$, 16",
        "パパ, 18",
        "lihgts harbour, 4",
        "orchrad, 15",
        "lee vandr meer, 15",
        "pblic jo, 15",
    })
    void isFoundFirst(String text, long id) {
        assertThat(ids(text)).startsWith(id);
    }

    @Test
    void ofMoviesEquallyKnownTheOriginalComesFirst() {
        assertThat(ids("glass moon")).startsWith(11L, 12L, 10L);
    }

    @Test
    void theBetterKnownMovieComesFirstAlthoughItIsNewer() {
        Movie old = SampleMovies.titled(1, "It", 1927L);
        Movie known = new Movie(
                2L,
                "It",
                2017L,
                List.of("One", "Two", "Three", "Four"),
                List.of(),
                "It_(2017_film)",
                "x".repeat(800),
                "https://movies.example/it.jpg",
                1L,
                1L,
                1L);
        try (TestIndex both = TestIndex.of(old, known)) {
            assertThat(both.pages("it", MovieFilter.NONE, Sort.RELEVANCE, 1)).containsExactly(2L, 1L);
        }
        assertThat(Prior.of(known)).isGreaterThan(Prior.of(old)).isLessThanOrEqualTo(Prior.MOST);
    }

    @Test
    void otherScriptsAreNotMixedUp() {
        assertThat(ids("パパ")).containsExactly(18L);
        assertThat(ids("ハハ")).containsExactly(19L);
    }

    @Test
    void aTextOfPunctuationIsLookedForInTitlesAsWritten() {
        assertThat(ids("$")).containsExactlyInAnyOrder(16L, 17L);
        assertThat(ids("€")).isEmpty();
        assertThat(ids(" ")).isNotEmpty();
    }

    @Test
    void misspellingsAreTriedOnlyWhereNothingIsSpeltSo() {
        assertThat(search("harbour").didYouMean()).isEmpty();
        assertThat(ids("orchard")).containsExactly(15L);

        SearchResult misspelt = search("orchrad");
        assertThat(misspelt.didYouMean()).contains("orchard");
        assertThat(misspelt.total()).isEqualTo(1);
        assertThat(search("jo pubic").didYouMean()).contains("jo q public");
        assertThat(search("glas moonn").didYouMean()).contains("glass moon");
        assertThat(search("qqqqqqq").didYouMean()).isEmpty();
        assertThat(search("qqqqqqq").total()).isZero();
    }

    @Test
    void aFilterThatNothingMeetsIsNoMisspelling() {
        SearchResult found = movies.search("harbour", MovieFilter.year(1777), Sort.RELEVANCE, null, 10);
        assertThat(found.total()).isZero();
        assertThat(found.didYouMean()).isEmpty();

        SearchResult misspelt = movies.search("orchrad", MovieFilter.year(1777), Sort.RELEVANCE, null, 10);
        assertThat(misspelt.total()).isZero();
        assertThat(misspelt.didYouMean()).contains("orchard");
    }

    @Test
    void aTextRestrictsAndAnotherSortOrders() {
        for (Sort sort : Sort.values()) {
            SearchResult page = movies.search("glass moon", MovieFilter.NONE, sort, null, 10, Facet.DECADE);
            assertThat(page.total()).as("%s", sort).isEqualTo(3);
            assertThat(page.facets().get(Facet.DECADE)).containsExactly(new Count("1970s", 1), new Count("1990s", 2));
        }
        assertThat(movies.pages("glass moon", MovieFilter.NONE, Sort.YEAR, 1)).containsExactly(11L, 10L, 12L);
        assertThat(movies.pages("glass moon", MovieFilter.NONE, Sort.TITLE_DESCENDING, 1))
                .containsExactly(10L, 12L, 11L);
        assertThat(movies.pages("orchrad", MovieFilter.NONE, Sort.TITLE, 1)).containsExactly(15L);
        assertThat(movies.pages("harbour", MovieFilter.year(1990), Sort.RELEVANCE, 2))
                .containsExactly(9L, 3L, 6L, 4L, 5L, 8L, 7L);
    }

    @Test
    void peopleWhoseNameATextMeans() {
        assertThat(search("harbour").people()).containsExactly(new Count("Harbour", 1), new Count("Ada Harbour", 1));
        assertThat(search("meer lee vander").people()).containsExactly(new Count("Lee Vander Meer", 1));
        assertThat(search("vandermeer").people()).containsExactly(new Count("Lee Vander Meer", 1));
        assertThat(search("le vander meer").people()).containsExactly(new Count("Lee Vander Meer", 1));
        assertThat(search("glass moon").people()).isEmpty();
        assertThat(movies.search(null, MovieFilter.NONE, Sort.YEAR, null, 1).people())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the",
                "a",
                "&",
                "& &",
                "-",
                "of the",
                "1",
                "i",
                "\"",
                "harbour \"lights",
                "a b c d e f g h i j k l m n o p",
                "AND OR NOT",
                "title:*",
                "\u0301",
                "\u200d",
                "😱",
                "ﷺ",
            })
    void anyTextIsAnswered(String text) {
        search(text);
        search(text.repeat(500 / text.length()));
    }

    private static SearchResult search(String text) {
        return movies.search(text, MovieFilter.NONE, Sort.RELEVANCE, null, 100);
    }

    private static List<Long> ids(String text) {
        return search(text).movies().stream().map(movie -> movie.id()).toList();
    }
}
