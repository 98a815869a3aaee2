package fusion.movies.api;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.Client;
import fusion.movies.NeedsRealFilms;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** All 36,273 real movies, if this machine has them: their names are odder than anyone would invent. */
@NeedsRealFilms
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class RealFilmsTest {

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Client api;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        Data.DATABASE.register(registry);
    }

    @BeforeEach
    void client() {
        new Client(managementPort).awaitReady();
        api = new Client(port);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/real-films.csv", delimiter = '|')
    void asManyMoviesAreFoundAsTheFileHas(String path, int films) {
        assertThat(api.json(path).size()).isEqualTo(films);
    }

    @Test
    void genresThatTheOldApiCouldNotFindAreFound() {
        for (String genre : List.of("Science Fiction", "Martial Arts", "Live Action", "Found Footage")) {
            long inFile = Data.FILMS
                    .valueStream()
                    .filter(film -> texts(film, "genres").contains(genre))
                    .count();

            assertThat(api.json("/genre/" + genre.replace(' ', '_')).size())
                    .as(genre)
                    .isEqualTo((int) inFile);
        }
    }

    @Test
    void anyNameFindsAtLeastTheMatchesWithoutCaseAndAccents() {
        Map<String, Integer> films = new TreeMap<>();
        Data.FILMS.forEach(film -> texts(film, "cast").stream()
                .map(RealFilmsTest::plain)
                .distinct()
                .forEach(name -> films.merge(name, 1, Integer::sum)));
        Map<String, String> odd = new HashMap<>();
        Data.FILMS.forEach(film -> texts(film, "cast").stream()
                .filter(name -> !name.matches("[A-Z][a-z]+( [A-Z][a-z]+)*"))
                // An artefact of the source: not a name, and refused as a path segment.
                .filter(name -> !name.equals("."))
                .forEach(name -> odd.put(name, plain(name))));
        List<Map.Entry<String, String>> few =
                odd.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();

        // Every fourth of about three thousand odd names, each in a different spelling.
        IntStream.range(0, few.size()).filter(i -> i % 4 == 0).forEach(i -> {
            String name = few.get(i).getKey();
            String written =
                    List.of(name, name.toUpperCase(Locale.ROOT), plain(name)).get(i / 4 % 3);
            assertThat(api.json("/cast/fullname/" + encoded(written)).size())
                    .as(written)
                    .isGreaterThanOrEqualTo(films.get(plain(name)));
        });
    }

    @Test
    void anyPartOfATitleFindsAtLeastTheMatchesWithoutCaseAndAccents() {
        List<String> titles = Data.FILMS
                .valueStream()
                .map(film -> plain(film.get("title").asString()))
                .toList();
        List<String> odd = titles.stream()
                .filter(title -> !title.matches("[a-z0-9 ]+"))
                .distinct()
                .toList();
        Random random = new Random(5);

        Stream.generate(() -> odd.get(random.nextInt(odd.size()))).limit(300).forEach(title -> {
            int from = random.nextInt(title.length());
            String part = title.substring(from, Math.min(title.length(), from + 1 + random.nextInt(20)));
            long inFile = titles.stream().filter(other -> other.contains(part)).count();
            // A path segment of dots is refused.
            if (inFile < 2_000 && !part.matches("\\.+")) {
                assertThat(api.json("/title/" + encoded(part)).size()).as(part).isGreaterThanOrEqualTo((int) inFile);
            }
        });
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }

    private static List<String> texts(JsonNode film, String field) {
        return film.get(field).valueStream().map(JsonNode::asString).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Only read if the movies are available. */
    private static final class Data {
        static final JsonNode FILMS = TestFilms.readReal();
        static final TestDatabase DATABASE = TestFilms.real();
    }
}
