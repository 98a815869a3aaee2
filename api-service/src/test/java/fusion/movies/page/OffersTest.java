package fusion.movies.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The search box's suggestions while the user types. */
class OffersTest extends PageTest {

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.TABLET, Browser.DESKTOP})
    void aTypedNameIsOneClickFromThePerson(int width) {
        browser.width(width).open("/");
        type("zasu");
        browser.find(".offers [aria-label=People] [role=option]").click();

        assertThat(browser.address()).isEqualToIgnoringCase("/person/ZaSu%20Pitts");
        assertThat(browser.text("h1")).isEqualToIgnoringCase("ZaSu Pitts");
    }

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.DESKTOP})
    void moviesAreSuggestedWithYearAndPosterAndSelectedByKeyboard(int width) {
        browser.width(width).open("/search");
        while (!"q".equals(browser.active().getDomAttribute("id"))) {
            browser.keys(Keys.TAB);
        }
        type("lighthouse no. 7");
        WebElement film = browser.find(".offers [aria-label=Movies] [role=option]");
        assertThat(film.getText()).contains("Lighthouse No. 7", "1927");
        browser.until(
                () -> Long.valueOf(2)
                        .equals(
                                browser.script(
                                        "const i = document.querySelector('.offers img'); return Math.round(i.naturalHeight / i.naturalWidth)")));
        browser.keys(Keys.ARROW_DOWN);
        assertThat(browser.active().getDomAttribute("aria-activedescendant"))
                .isEqualTo(browser.find("[aria-selected=true]").getDomAttribute("id"));
        browser.keys(Keys.ENTER);

        browser.until(() -> browser.address().startsWith("/film/"));
        assertThat(browser.text("h1")).isEqualTo("Lighthouse No. 7");
    }

    @Test
    void enterSearchesForTheTypedText() {
        browser.open("/");
        type("dark knight");
        browser.keys(Keys.ENTER);

        browser.until(() -> browser.address().equals("/search?q=dark+knight"));
        assertThat(titles()).first().isEqualTo("The Dark Knight Rises");
    }

    @Test
    void escapeKeepsTheTextAndClosesTheList() {
        browser.open("/");
        type("tom");
        assertThat(browser.active().getDomAttribute("aria-expanded")).isEqualTo("true");
        browser.keys(Keys.ESCAPE);

        assertThat(browser.shows(".offers")).isFalse();
        assertThat(browser.find("#q").getDomProperty("value")).isEqualTo("tom");
        assertThat(browser.active().getDomAttribute("aria-expanded")).isEqualTo("false");
    }

    @Test
    void aTypoIsForgiven() {
        browser.open("/film/1"); // a path with a folder: the suggestions' links work there, too
        type("pokemon detctive pikachu");

        assertThat(browser.texts(".offers [aria-label=Movies] [role=option]"))
                .first()
                .asString()
                .contains("Pokémon Detective Pikachu");
        browser.find(".offers [aria-label=Movies] [role=option]").click();
        browser.until(() -> browser.text("h1").equals("Pokémon Detective Pikachu"));
    }

    private static void type(String text) {
        browser.find("#q").sendKeys(text);
        browser.until(() -> browser.shows(".offers [role=option]")
                && text.equals(browser.find(".offers").getDomAttribute("data-for")));
    }
}
