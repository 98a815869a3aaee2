package fusion.movies.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PersonPageTest extends PageTest {

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.TABLET, Browser.DESKTOP})
    void aPersonHasMoviesByDecadeAndCostars(int width) {
        browser.width(width).open("/person/Ada%20Quist");

        JsonNode person = api.json("/api/v1/people/Ada%20Quist");
        assertThat(browser.text("h1")).isEqualTo("Ada Quist");
        assertThat(browser.text(".lead")).isEqualTo(person.get("movies").asInt() + " movies");
        assertThat(browser.texts(".person .card")).hasSize(person.get("movies").asInt());
        assertThat(browser.texts(".shelf-head h2"))
                .hasSize(person.get("decades").size())
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        JsonNode costar = person.get("costars").get(0);
        assertThat(browser.text("#costars + ul li a"))
                .isEqualTo(costar.get("name").asString());
        assertThat(browser.text("#costars + ul .count"))
                .startsWith(costar.get("movies").asInt() + " movies");

        browser.find("#costars + ul .count").click();

        assertThat(status()).isEqualTo(costar.get("movies").asInt() + " movies");
        assertThat(browser.texts(".chips a")).hasSize(2);
    }

    @Test
    void spellingsOfOnePersonAreOnePage() {
        browser.open("/person/robert%20downey%20jr");

        assertThat(browser.text("h1")).startsWith("Robert Downey");
        assertThat(browser.text(".lead")).contains("2 movies", "Also spelt Robert Downey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A/B Sander", "Half; Semi", "100% Quist", "Plus + Rowe", "Qu?st #1"})
    void anyNameHasAPage(String name) {
        browser.open("/search?title=odd+names");
        browser.find("#films h3 a").click();
        browser.link(name).click();

        assertThat(browser.text("h1")).isEqualTo(name);
        browser.link("Movies").click();
        assertThat(browser.address()).isEqualTo("/");
    }

    @Test
    void anUnknownPersonIsReportedOnAPage() {
        browser.open("/person/No%20One%20At%20All");

        assertThat(browser.text(".sentence")).isEqualTo("No movie has a person of this name in its cast.");
    }
}
