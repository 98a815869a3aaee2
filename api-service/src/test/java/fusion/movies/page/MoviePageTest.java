package fusion.movies.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MoviePageTest extends PageTest {

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.TABLET, Browser.DESKTOP})
    void aMoviesPageShowsAllItsData(int width) {
        browser.width(width).open("/search?title=lighthouse+no.+7&year=1927");
        browser.find("#films .card h3 a").click();

        assertThat(browser.address()).matches("/film/[0-9]+");
        assertThat(browser.title()).isEqualTo("Lighthouse No. 7 (1927) – Movies");
        assertThat(browser.text("h1")).isEqualTo("Lighthouse No. 7");
        // All of it, not the beginning that lists have.
        assertThat(browser.text(".text")).hasSizeGreaterThan(600).endsWith("to the sea.");
        assertThat(browser.texts(".people a")).contains("Greta Sander").hasSizeGreaterThan(7);
        assertThat(browser.find(".people a").getDomProperty("href")).contains("/person/");
        assertThat(browser.texts(".words .facts a")).first().isEqualTo("1927");
        assertThat(browser.text(".source")).contains("Wikipedia’s article", "CC BY-SA 4.0");
        assertThat(browser.find(".source a").getDomProperty("href"))
                .isEqualTo("https://en.wikipedia.org/wiki/Lighthouse_6");
        assertThat(browser.texts(".shelf-head h2")).first().asString().startsWith("More with ");
        browser.find("section .row .card h3 a").click();
        assertThat(browser.address()).matches("/film/[0-9]+");
        assertThat(browser.text("h1")).isNotEqualTo("Lighthouse No. 7");
    }

    @Test
    void aSharedMovieHasTitleTextAndPicture() {
        browser.open("/film/" + id("Lighthouse No. 7"));

        assertThat(meta("name='description'"))
                .startsWith("A keeper of a lighthouse")
                .endsWith(" …");
        assertThat(meta("property='og:title'")).isEqualTo("Lighthouse No. 7 (1927)");
        assertThat(meta("property='og:description'")).startsWith("A keeper of a lighthouse");
        assertThat(meta("property='og:image'")).endsWith("-36.svg");
        assertThat(browser.find("link[rel=canonical]").getDomProperty("href"))
                .isEqualTo(browser.find("link[rel=canonical]").getDomProperty("baseURI"));
        JsonNode movie = JsonMapper.shared()
                .readTree(browser.find("[type='application/ld+json']").getDomProperty("text"));
        assertThat(movie.get("@type").asString()).isEqualTo("Movie");
        assertThat(movie.get("name").asString()).isEqualTo("Lighthouse No. 7");
        assertThat(movie.get("datePublished").asString()).isEqualTo("1927");
        assertThat(movie.get("actor").get(0).get("name").asString()).isEqualTo("Greta Sander");
        assertThat(movie.get("sameAs").asString()).endsWith("/Lighthouse_6");
    }

    @Test
    void aTitleCannotCloseAnElementOfThePage() {
        browser.open("/film/" + id(PageMovies.DANGEROUS));

        assertThat(browser.text("h1")).isEqualTo(PageMovies.DANGEROUS);
        assertThat(JsonMapper.shared()
                        .readTree(browser.find("[type='application/ld+json']").getDomProperty("text"))
                        .get("name")
                        .asString())
                .isEqualTo(PageMovies.DANGEROUS);
        assertThat(browser.script("return window.broken")).isNull();
    }

    @Test
    void aPictureOfAnyShapeIsShownWhole() {
        browser.open("/film/" + id("Lighthouse No. 8")); // wide

        assertThat(browser.script("const b = document.querySelector('.poster').getBoundingClientRect();"
                        + " return Math.round(100 * b.width / b.height)"))
                .isEqualTo(133L);
        browser.open("/search?title=lighthouse+no.+8&year=1928");
        assertThat(browser.find("#films img").getCssValue("object-fit")).isEqualTo("contain");
        browser.open("/search?title=lighthouse+no.+7&year=1927");
        assertThat(browser.find("#films img").getCssValue("object-fit")).isEqualTo("cover");
        assertThat(browser.script("const b = document.querySelector('#films img').getBoundingClientRect();"
                        + " return Math.round(100 * b.height / b.width)"))
                .isEqualTo(150L);
    }

    @Test
    void aPictureThatFailsToLoadLeavesTheTitleInItsPlace() {
        browser.open("/search?title=lighthouse+no.+12&year=1932");

        browser.until(() -> !browser.shows("#films img"));
        assertThat(browser.texts("#films .type b")).containsExactly("Lighthouse No. 12");
    }

    @Test
    void anUnknownMovieIsReportedOnAPage() {
        HttpResponse<String> answer = api.get("/film/1", "Accept", "text/html");
        assertThat(answer.statusCode()).isEqualTo(404);
        browser.open("/film/1");

        assertThat(browser.text(".sentence")).isEqualTo("There is no movie at this address.");
        assertThat(browser.shows("#q")).isTrue();
        browser.link("Start page").click();
        assertThat(browser.address()).isEqualTo("/");
    }

    @Test
    void anUnknownAddressIsAPageForPeopleAndAProblemForPrograms() {
        assertThat(api.get("/films/of/mine", "Accept", "text/html").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(api.get("/films/of/mine").headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(api.get("/api/v1/nothing", "Accept", "text/html,*/*").body()).startsWith("{");
        browser.open("/films/of/mine");
        assertThat(browser.text(".sentence")).isEqualTo("There is nothing at this address.");
        browser.link("Start page").click();
        assertThat(browser.address()).isEqualTo("/");
    }

    private static long id(String title) {
        return api.json("/api/v1/movies?title="
                        + java.net.URLEncoder.encode(title, java.nio.charset.StandardCharsets.UTF_8))
                .get("movies")
                .get(0)
                .get("id")
                .asLong();
    }

    private static String meta(String which) {
        return browser.find("meta[" + which + "]").getDomAttribute("content");
    }
}
