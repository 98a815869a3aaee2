package fusion.movies.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Everything works by plain links and forms. */
class WithoutScriptTest extends PageTest {

    @BeforeEach
    void withoutScripts() {
        browser.scripts(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.TABLET, Browser.DESKTOP})
    void fromTheStartPageToAMovieAndAPerson(int width) {
        browser.width(width).open("/");
        browser.find("#q").sendKeys("spider man" + Keys.ENTER);
        browser.until(() -> browser.address().equals("/search?q=spider+man"));
        browser.find("#films h3 a").click();
        assertThat(browser.text("h1")).isEqualTo("Spider-Man: Homecoming");
        browser.link("Zendaya").click();
        assertThat(browser.text("h1")).isEqualTo("Zendaya");
        assertThat(browser.texts(".person .card h3")).containsExactly("Spider-Man: Homecoming");
    }

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.DESKTOP})
    void filtersAreAddedByAFormAndRemovedByLinks(int width) {
        browser.width(width).open("/search?q=lighthouse");
        if (browser.shows("#opener")) {
            browser.find("#opener").click();
        }
        browser.until(() -> browser.shows("#filters"));
        browser.find("[name=genre]").click();
        browser.find("#year_from").sendKeys("1950");
        browser.find("#filter-form .apply button").click();

        browser.until(() -> browser.texts(".chips a").size() == 2);
        browser.link("from 1950").click();
        browser.until(() -> browser.texts(".chips a").size() == 1);
        assertThat(browser.address()).matches("/search\\?q=lighthouse&genre=\\w+");
    }

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.DESKTOP})
    void aLinkLeadsToMoreMoviesUntilTheEnd(int width) {
        browser.posters(false).width(width).open("/search?q=lighthouse&sort=year");
        browser.find("#more").click();
        browser.until(() -> titles().size() == 2 * SearchRequest.PAGE);

        // A page of that many movies is slow, so some steps are skipped.
        browser.open("/search?q=lighthouse&sort=year&shown=" + (SearchRequest.MOST_SHOWN - SearchRequest.PAGE));
        browser.find("#more").click();
        browser.until(() -> titles().size() == SearchRequest.MOST_SHOWN);
        assertThat(browser.has("#more[data-last]")).isTrue();
        browser.find("#more").click();
        browser.until(() -> browser.address().contains("after="));

        assertThat(titles()).first().isEqualTo("Lighthouse No. 81");
    }
}
