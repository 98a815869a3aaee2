package fusion.movies.index;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.NeedsRealFilms;
import fusion.movies.movie.Movie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is found first among all real movies, where the machine has them. */
@NeedsRealFilms
class RealRelevanceTest {

    private static final int SAMPLES = 1_350;

    private static List<Movie> all;
    private static TestIndex movies;

    private final Random random = new Random(4);

    @BeforeAll
    static void open() {
        all = TestIndex.Real.ALL;
        movies = TestIndex.Real.INDEX;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "it|It|2017",
                "her|Her|2013",
                "up|Up|2009",
                "alien|Alien|1979",
                "seven|Seven|1995",
                "se7en|Seven|1995",
                "star wars|Star Wars|1977",
                "starwars|Star Wars|1977",
                "wars star|Star Wars|1977",
                "heat|Heat|1995",
                "12 angry men|12 Angry Men|1957",
                "twelve angry men|12 Angry Men|1957",
                "the lion king|The Lion King|1994",
                "lionking|The Lion King|1994",
                "lion king|The Lion King|1994",
                "casblanca|Casablanca|1942",
                "spiderman|Spider-Man|2002",
                "spider man|Spider-Man|2002",
                "xmen|X-Men|2000",
                "walle|WALL-E|2008",
                "rocky 2|Rocky II|1979",
                "rocky ii|Rocky II|1979",
                "rocky two|Rocky II|1979",
                "kill bill vol. 2|Kill Bill: Volume 2|2004",
                "matrix, the|The Matrix|1999",
                "fast & furious|Fast & Furious|2009",
                "oceans 11|Ocean's 11|1960",
                "oceans eleven|Ocean's Eleven|2001",
                "godfthr|The Godfather|1972",
                "psycho|Psycho|1960",
                "king kong|King Kong|1933",
                "halloween|Halloween|1978",
                "beauty and the beast|Beauty and the Beast|1991",
                "titanic|Titanic|1997",
                "gladiator|Gladiator|2000",
                "frozen|Frozen|2013",
                "the thing|The Thing|1982",
                "rocky|Rocky|1976",
                "harry poter chamber|Harry Potter and the Chamber of Secrets|2002",
            })
    void theMovieThatIsMeantComesFirst(String text, String title, long year) {
        JsonNode first = found(text).getFirst();
        assertThat(first.get("title").asString()).isEqualTo(title);
        assertThat(first.get("year").asLong()).isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource({
        "hanks, Tom Hanks",
        "tom hanks, Tom Hanks",
        "hanks tom, Tom Hanks",
        "tom hnaks, Tom Hanks",
        "samuel jackson, Samuel L. Jackson",
        "deniro, Robert De Niro",
        "leonardo dicapro, Leonardo DiCaprio",
        "penelope cruz, Penélope Cruz",
    })
    void moviesOfAPersonComeFirstAndThePersonIsNamed(String text, String name) {
        SearchResult page = movies.search(text, MovieFilter.NONE, Sort.RELEVANCE, null, 10);
        assertThat(found(text).subList(0, 5)).allMatch(movie -> hasInCast(movie, Folding.fold(name)));
        assertThat(page.people()).isNotEmpty();
        assertThat(page.people().getFirst().name()).isEqualTo(name);
        assertThat(page.people().getFirst().movies())
                .isEqualTo(movies.ids(MovieFilter.cast(name)).size());
    }

    @ParameterizedTest
    @CsvSource({
        "casblanca, casablanca",
        "harry poter, harry potter",
        "leonardo dicapro, leonardo dicaprio",
        "godfthr, godfather",
        "tom hnaks, tom hanks",
        "strar wars, star wars",
    })
    void aMisspeltTextIsCorrected(String text, String suggestion) {
        assertThat(movies.search(text, MovieFilter.NONE, Sort.RELEVANCE, null, 1)
                        .didYouMean())
                .contains(suggestion);
        assertThat(movies.search(suggestion, MovieFilter.NONE, Sort.RELEVANCE, null, 1)
                        .didYouMean())
                .isEmpty();
    }

    @Test
    void titles() {
        check("as it is", titled(title -> title), 99.9, 100, 0);
        check("shuffled", titled(this::shuffled), 98.4, 100, 0);
        check("without spaces", titled(title -> title.replace(" ", "")), 99.3, 100, 0);
        check("one typo", titled(this::withTypo), 95.8, 98.5, 0.5);
    }

    @Test
    void names() {
        check("last name first", named(RealRelevanceTest::lastFirst), 97.9, 99.6, 0);
        check("without spaces", named(name -> name.replace(" ", "")), 95.7, 97.9, 1.4);
        check("one typo", named(this::withTypo), 96.3, 97.8, 0);
    }

    private void check(String what, List<Sample> samples, double first, double firstThree, double nothing) {
        List<Integer> ranks = samples.stream().map(Sample::rank).toList();
        List<Double> rates = List.of(
                rate(ranks, rank -> rank == 0),
                rate(ranks, rank -> rank >= 0 && rank < 3),
                rate(ranks, rank -> rank == Sample.NOTHING));
        List<String> missed = samples.stream()
                .filter(sample -> sample.rank() != 0)
                .map(Sample::text)
                .toList();
        assertThat(rates.get(0)).as("%s, first; not so: %s", what, missed).isGreaterThanOrEqualTo(first);
        assertThat(rates.get(1))
                .as("%s, among the first three; not so: %s", what, missed)
                .isGreaterThanOrEqualTo(firstThree);
        assertThat(rates.get(2)).as("%s, nothing found", what).isLessThanOrEqualTo(nothing);
    }

    private static double rate(List<Integer> ranks, Predicate<Integer> which) {
        return Math.round(1000.0 * ranks.stream().filter(which).count() / ranks.size()) / 10.0;
    }

    private record Sample(String text, Predicate<JsonNode> meant) {

        static final int NOTHING = -2;

        int rank() {
            List<JsonNode> found = found(text);
            if (found.isEmpty()) {
                return NOTHING;
            }
            for (int i = 0; i < found.size(); i++) {
                if (meant.test(found.get(i))) {
                    return i;
                }
            }
            return -1;
        }
    }

    private List<Sample> titled(UnaryOperator<String> writing) {
        return random.ints(0, all.size())
                .mapToObj(i -> all.get(i).title())
                .filter(title -> Folding.fold(title).length() >= 5)
                .limit(SAMPLES)
                .map(title -> new Sample(
                        writing.apply(title),
                        movie -> Folding.fold(movie.get("title").asString()).equals(Folding.fold(title))))
                .toList();
    }

    private List<Sample> named(UnaryOperator<String> writing) {
        List<String> names = all.stream()
                .flatMap(movie -> movie.cast().stream())
                .filter(name -> name.contains(" ") && PersonName.isPersons(name))
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(names, random);
        return names.stream()
                .limit(SAMPLES)
                .map(name -> new Sample(writing.apply(name), movie -> hasInCast(movie, Folding.fold(name))))
                .toList();
    }

    private static List<JsonNode> found(String text) {
        return movies.search(text, MovieFilter.NONE, Sort.RELEVANCE, null, 10).movies().stream()
                .map(TestIndex::json)
                .toList();
    }

    private static boolean hasInCast(JsonNode movie, String folded) {
        return movie.get("cast")
                .valueStream()
                .anyMatch(name -> Folding.fold(name.asString()).equals(folded));
    }

    private String shuffled(String title) {
        List<String> words = Arrays.asList(title.split(" "));
        Collections.shuffle(words, random);
        return String.join(" ", words);
    }

    private static String lastFirst(String name) {
        int last = name.lastIndexOf(' ');
        return name.substring(last + 1) + " " + name.substring(0, last);
    }

    /** A letter left out, doubled by another, replaced, or exchanged with the next one. */
    private String withTypo(String text) {
        StringBuilder typed = new StringBuilder(Folding.fold(text));
        int place = 1 + random.nextInt(typed.length() - 1);
        char letter = (char) ('a' + random.nextInt(26));
        switch (random.nextInt(4)) {
            case 0 -> typed.deleteCharAt(place);
            case 1 -> typed.insert(place, letter);
            case 2 -> typed.setCharAt(place, letter);
            default -> typed.insert(place - 1, typed.charAt(place)).deleteCharAt(place + 1);
        }
        return typed.toString();
    }
}
