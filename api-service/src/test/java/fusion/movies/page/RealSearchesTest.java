package fusion.movies.page;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.Client;
import fusion.movies.NeedsRealFilms;
import fusion.movies.Service;
import fusion.movies.TestFilms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type, searched in all real movies. */
@NeedsRealFilms
class RealSearchesTest {

    private static final Pattern FIRST = Pattern.compile("<h3><a href=\"[^\"]*\">([^<]*)</a>");
    private static final Pattern PERSON = Pattern.compile("<li><a href=\"./person/[^\"]*\">([^<]*) <span>");

    private static Service service;
    private static Client api;

    @BeforeAll
    static void start() {
        service = Service.start(TestFilms.real());
        service.management().awaitReady();
        api = service.api();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"It", "Her", "Up", "Alien", "Seven", "Star Wars", "Heat"})
    void theMovieOfThatNameIsFirst(String name) {
        assertThat(first(FIRST, "/search?q=", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"casblanca, Casablanca", "spiderman, Spider-Man", "rocky 2, Rocky II"})
    void theIntendedMovieIsFound(String text, String title) {
        assertThat(first(FIRST, "/search?q=", text)).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({"hanks, Tom Hanks", "samuel jackson, Samuel L. Jackson"})
    void theIntendedPersonIsFoundAndSuggested(String text, String name) {
        assertThat(first(PERSON, "/search?q=", text)).isEqualTo(name);
        assertThat(api.get("/suggest?q=" + encoded(text)).body()).contains("data-text=\"" + name + "\"");
    }

    private static String first(Pattern pattern, String path, String text) {
        String html = api.get(path + encoded(text)).body();
        Matcher found = pattern.matcher(html);
        assertThat(found.find()).as(html).isTrue();
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
