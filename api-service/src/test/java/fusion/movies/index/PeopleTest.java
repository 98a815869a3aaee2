package fusion.movies.index;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.NeedsRealFilms;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTest {

    private static TestIndex movies;

    @BeforeAll
    static void build() {
        movies = TestIndex.of(
                SampleMovies.cast(1, "Air America", 1990L, "Mel Gibson", "Robert Downey, Jr."),
                SampleMovies.cast(2, "Tuff Turf", 1985L, "James Spader", "Robert Downey Jr."),
                SampleMovies.cast(3, "Iron Man", 2008L, "Robert Downey Jr.", "Jeff Bridges", "voices of", ")"),
                SampleMovies.cast(4, "Iron Man 2", 2010L, "Robert Downey Jr.", "ROBERT DOWNEY JR.", "Don Cheadle"),
                SampleMovies.cast(5, "Greaser's Palace", null, "Robert Downey Sr.", "Penélope Cruz", "will.i.am"),
                SampleMovies.cast(6, "Volver", 2006L, "PENÉLOPE CRUZ", "Carmen Maura", "Jeff Bridges"),
                SampleMovies.cast(7, "Heat", 1995L, "Robert De Niro", "cartoon", "the life of", "(narrator)"));
    }

    @AfterAll
    static void close() {
        movies.close();
    }

    @Test
    void spellingsThatFoldAlikeAreOnePerson() throws IOException {
        Person person = movies.index().person("robert_downey_JR").orElseThrow();

        assertThat(person.name()).isEqualTo("Robert Downey Jr.");
        assertThat(person.movies()).isEqualTo(4);
        assertThat(person.spellings()).containsExactly("Robert Downey Jr.", "ROBERT DOWNEY JR.", "Robert Downey, Jr.");
        assertThat(person.genres()).containsExactly(new Count("Drama", 4));
        assertThat(person.decades())
                .containsExactly(
                        new Count("1980s", 1), new Count("1990s", 1), new Count("2000s", 1), new Count("2010s", 1));
        assertThat(person.costars())
                .containsExactly(
                        new Count("Don Cheadle", 1),
                        new Count("James Spader", 1),
                        new Count("Jeff Bridges", 1),
                        new Count("Mel Gibson", 1));
        assertThat(movies.ids(MovieFilter.cast("Robert Downey, Jr."))).hasSize(4);
    }

    @Test
    void atMostTwentyCostarsAreNamed() throws IOException {
        String[] crowd = IntStream.range(0, 30)
                .mapToObj(i -> "Extra " + (char) ('A' + i % 26) + i)
                .toArray(String[]::new);
        try (TestIndex crowded = TestIndex.of(SampleMovies.cast(1, "Crowd", 1990L, crowd))) {
            assertThat(crowded.index().person(crowd[7]).orElseThrow().costars()).hasSize(20);
        }
    }

    @Test
    void completionIsByTheBeginningOfAnyWordMostMoviesFirst() throws IOException {
        assertThat(movies.index().people("rob", 10))
                .containsExactly(
                        new Count("Robert Downey Jr.", 4),
                        new Count("Robert De Niro", 1),
                        new Count("Robert Downey Sr.", 1));
        assertThat(movies.index().people("rob", 1)).containsExactly(new Count("Robert Downey Jr.", 4));
        assertThat(movies.index().people("Dow", 10)).hasSize(2);
        assertThat(movies.index().people("downey j", 10)).containsExactly(new Count("Robert Downey Jr.", 4));
        assertThat(movies.index().people("CRÚZ", 10)).hasSize(1);
        assertThat(movies.index().people("obert", 10)).isEmpty();
        assertThat(movies.index().people("?", 10)).isEmpty();
        assertThat(movies.index().people("r".repeat(500), 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"voices of", ")", "cartoon", "the life of", "(narrator)", "narrator", "", "?", "No One"})
    void remnantsAreNoPerson(String name) throws IOException {
        assertThat(movies.index().person(name)).isEmpty();
        for (String prefix : List.of("v", "c", "t", "n", "l")) {
            assertThat(movies.index().people(prefix, 50))
                    .extracting(Count::name)
                    .doesNotContain(name);
        }
    }

    @Test
    void aNameOfItsOwnStyleIsSomeone() throws IOException {
        assertThat(movies.index().person("will.i.am")).isPresent();
    }

    @Test
    void namesThatAreAllWrittenWithoutCapitalsAreNamesAllTheSame() throws IOException {
        try (TestIndex lower =
                TestIndex.of(SampleMovies.cast(1, "big", 1988L, "tom hanks", "elizabeth perkins", "voices of"))) {
            assertThat(lower.index().people("t", 5)).containsExactly(new Count("tom hanks", 1));
            assertThat(lower.index().people("v", 5)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Voices of",
                "voices of",
                ".",
                ")",
                "(",
                "?",
                "&",
                "]",
                "[2]",
                "[a]",
                "and",
                "The",
                "the",
                "of",
                "with",
                "Sr.",
                "(narrator)",
                "(voices)",
                "nominee)",
                "(uncredited bit)",
                "(The",
                "Narrated by",
                "Archive footage of",
                "Interviews with",
                "Music By",
                "Best Supporting Actor",
                "Academy Award for Best Actress",
                "Cast:",
                "Dir.:",
                "the life of",
                "and his Orchestra",
                "Dir.: Olexa Hewryk (",
                "Katherine MacDonald]]",
                "screenwriter)",
                "A year in the life of Susan Tom and her 11 children with disabilities",
                "various child contestants on",
            })
    void noPeople(String name) {
        assertThat(PersonName.isPersons(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tom Hanks",
                "Cher",
                "X",
                "U2",
                "50 Cent",
                "will.i.am",
                "The Who",
                "The Rolling Stones",
                "Kim Director",
                "Harry Carter (actor)",
                "Roscoe \"Fatty\" Arbuckle",
                "\"Weird Al\" Yankovic",
                "N!xau Toma",
                "DJ Clue?",
                "Roy Acuff and his Smoky Mountain Boys",
                "André the Giant",
                "Margaret Leslie and Howard E. Nicholas",
                "muMs da Schemer",
                "王家衛",
                "손예진",
                "Robert Downey, Jr.",
                "Ana de Armas",
                "Sung In",
                "'Billy' MOP",
            })
    void people(String name) {
        assertThat(PersonName.isPersons(name)).isTrue();
        assertThat(PersonName.isCapitalized(name)).isTrue();
    }

    @Test
    @NeedsRealFilms
    void numbersOfRealMoviesAreThoseThatTheFilterFinds() throws IOException {
        TestIndex real = TestIndex.Real.INDEX;
        Map<String, Long> names = new MovieScan(TestIndex.Real.ALL).names();
        for (String prefix : List.of("a", "ro", "de", "van", "smith", "j", "tom h")) {
            assertThat(real.index().people(prefix, 30))
                    .as(prefix)
                    .isSortedAccordingTo((one, other) -> Long.compare(other.movies(), one.movies()))
                    .isNotEmpty()
                    .allSatisfy(person -> {
                        assertThat(person.movies()).isEqualTo(names.get(Folding.fold(person.name())));
                        assertThat(real.index()
                                        .person(person.name())
                                        .orElseThrow()
                                        .movies())
                                .isEqualTo(person.movies())
                                .isEqualTo(real.ids(MovieFilter.cast(person.name()))
                                        .size());
                    });
        }
        Person downey = real.index().person("robert downey jr").orElseThrow();
        assertThat(downey.movies()).isEqualTo(57);
        assertThat(downey.name()).isEqualTo("Robert Downey Jr.");
        assertThat(downey.spellings()).contains("Robert Downey, Jr.");
        assertThat(downey.costars()).hasSize(20).isSortedAccordingTo(FacetTable.MOST_FIRST);
        assertThat(real.index().people("v", 2_000))
                .extracting(Count::name)
                .doesNotContain("Voices of", "voices of", "various child contestants on");
    }
}
