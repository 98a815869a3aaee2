package fusion.movies.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StartPageTest extends PageTest {

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.TABLET, Browser.DESKTOP})
    void theStartPageHasNewMoviesDecadesAndGenres(int width) {
        browser.width(width).open("/");

        JsonNode all = api.json("/api/v1/movies?facets=decade,genre&limit=1");
        assertThat(browser.text("h1")).startsWith(all.get("total").asInt() + " movies");
        assertThat(browser.texts("#newest + a")).containsExactly("All movies, newest first");
        assertThat(browser.texts(".row .card p")).hasSize(12).first().isEqualTo("2020");
        assertThat(browser.texts(".bars a"))
                .hasSize(all.get("facets").get("decade").size());
        assertThat(browser.texts("#genres + ul li"))
                .hasSize(all.get("facets").get("genre").size());

        browser.find("#genres + ul a").click();
        assertThat(browser.texts(".chips a")).hasSize(1);
        browser.back();
        browser.find(".bars li:last-child a").click();
        assertThat(browser.text("h1")).isEqualTo("2020–2029");
    }

    @Test
    void aRandomMovieIsAMovie() {
        browser.open("/");
        browser.link("Random movie").click();

        assertThat(browser.address()).matches("/film/[0-9]+");
        assertThat(browser.text("h1")).isNotEmpty();
    }

    @Test
    void programsGetTheFormerWelcome() {
        HttpResponse<String> answer = api.get("/");

        assertThat(answer.body()).startsWith("Welcome to the movies API.");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(answer.headers().allValues("Vary").toString()).contains("Accept");
    }

    @Test
    void linksToTheFormerSearchPageWork() {
        browser.open("/?cast=tom+hanks&genre=Drama");

        assertThat(browser.address()).isEqualTo("/search?cast=tom+hanks&genre=Drama");
        assertThat(titles()).containsExactly("Philadelphia");
    }

    @Test
    void parametersThatOtherSitesAddAreHarmless() {
        browser.open("/?utm_source=mail");

        assertThat(browser.text("h1")).contains("movies");
    }
}
