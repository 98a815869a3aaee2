package fusion.movies.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

class SearchPageTest extends PageTest {

    @Test
    void theBestMatchIsFirstAndOtherOrdersAreOffered() {
        browser.open("/search?q=tom+hanks");

        assertThat(browser.text("[aria-label=Order] [aria-current]")).isEqualTo("Best match");
        assertThat(titles()).first().isEqualTo("Philadelphia");
        assertThat(browser.texts("#head .people a")).containsExactly("Tom Hanks\n2 movies");
        browser.open("/search");
        assertThat(browser.texts("[aria-label=Order] a")).containsExactly("Newest", "Oldest", "A–Z", "Z–A");
        browser.link("A–Z").click();
        browser.until(() -> titles().getFirst().startsWith("12 Years"));
        assertThat(browser.address()).isEqualTo("/search?sort=title");
    }

    @Test
    void filtersAreRemovableChips() {
        browser.open(
                "/search?q=lighthouse&cast=Ada+Quist&genre=Drama&genre=spy&year_from=1950&year_to=1999&genre_match=any");
        long both = found();
        assertThat(browser.texts(".chips a")).containsExactly("Ada Quist", "Drama", "spy", "1950–1999");

        browser.link("Ada Quist").click();

        browser.until(() -> browser.texts(".chips a").equals(List.of("Drama", "spy", "1950–1999")));
        assertThat(found()).isGreaterThan(both);
        assertThat(browser.address())
                .isEqualTo("/search?q=lighthouse&genre=Drama&genre=spy&genre_match=any&year_from=1950&year_to=1999");
        browser.back();
        browser.until(() -> browser.texts(".chips a").size() == 4);
        assertThat(found()).isEqualTo(both);
    }

    @ParameterizedTest
    @CsvSource({Browser.PHONE + ", true", Browser.TABLET + ", true", Browser.DESKTOP + ", false"})
    void genresAreSelectedWithTheirCountsByKeyboard(int width, boolean inSheet) {
        browser.width(width).open("/search?cast=Ada+Quist");
        assertThat(browser.shows("#filters")).isEqualTo(!inSheet);
        if (inSheet) {
            tabTo("#opener");
            browser.keys(Keys.ENTER);
            browser.until(() -> browser.shows("#filters"));
        }
        String genre = browser.find("[name=genre]").getDomProperty("value");
        String count = browser.text(".checks .count");
        tabTo("[name=genre]");
        browser.keys(Keys.SPACE);

        browser.until(() -> browser.has(".chips li:nth-child(2)"));
        assertThat(status()).isEqualTo(count.equals("1") ? "1 film" : count + " movies");
        assertThat(browser.address()).isEqualTo("/search?cast=Ada+Quist&genre=" + genre);
        // The keyboard continues from there.
        assertThat(browser.active().getDomProperty("value")).isEqualTo(genre);
        if (inSheet) {
            assertThat(browser.shows("#filters")).isTrue();
            browser.keys(Keys.ESCAPE);
            browser.until(() -> !browser.shows("#filters"));
            browser.until(() -> "opener".equals(browser.active().getDomAttribute("id")));
        }
    }

    @Test
    void yearsAreSelectedByASliderOverTheDecades() {
        browser.open("/search?q=lighthouse");
        int bars = browser.texts(".bars .unseen").size();
        tabTo("#slide_from");
        browser.keys(Keys.PAGE_UP);

        browser.until(() -> browser.has(".chips a"));
        assertThat(browser.address()).matches("/search\\?q=lighthouse&year_from=19[1-4][0-9]");
        assertThat(browser.find("#year_from").getDomProperty("value")).isNotEmpty();
        assertThat(browser.active().getDomAttribute("id")).isEqualTo("slide_from");
        // The bars still show all years.
        assertThat(browser.texts(".bars .unseen")).hasSize(bars);

        browser.find(".bars li:nth-child(6) a").click();
        browser.until(() -> browser.text(".chips").matches("19[0-9]0–19[0-9]9"));
    }

    @Test
    void aPersonIsAddedByNameWithSuggestions() {
        browser.open("/search?q=lighthouse");
        long all = found();
        browser.find("#person").sendKeys("quist");
        browser.until(() -> browser.shows("#person-offers [role=option]"));
        browser.keys(Keys.ARROW_DOWN, Keys.ENTER);

        browser.until(() -> browser.has(".chips a"));
        assertThat(browser.text(".chips")).endsWith("Quist");
        assertThat(found()).isLessThan(all);
    }

    @Test
    void moviesCanBeShownAsAList() {
        browser.open("/search?title=lighthouse+no.+35");
        browser.link("List").click();

        browser.until(() -> browser.has("#films.list"));
        assertThat(browser.texts("#films .teaser")).hasSize(1);
        String names = browser.texts("#films .facts").getLast();
        // One comma between two names, and no space before it.
        assertThat(names).doesNotContain(" ,", ",,").matches("([^,]+, ){5}[^,]+ and 3 more");
        browser.find("#films .teaser a").click();
        assertThat(browser.text(".text")).endsWith("to the sea.").doesNotContain("…");
    }

    @ParameterizedTest
    @ValueSource(ints = {Browser.PHONE, Browser.TABLET, Browser.DESKTOP})
    void scrollingLoadsMoviesThatStayAfterReloadAndGoingBack(int width) {
        browser.width(width).open("/search?q=lighthouse");
        while (titles().size() < 3 * SearchRequest.PAGE) {
            int before = titles().size();
            browser.script("scrollTo(0, document.body.scrollHeight)");
            browser.until(() -> titles().size() > before && !browser.has(".skeleton"));
        }
        List<String> shown = titles();
        assertThat(shown).doesNotHaveDuplicates();
        assertThat(browser.address()).isEqualTo("/search?q=lighthouse&shown=" + shown.size());

        browser.reload();
        assertThat(titles().subList(0, shown.size())).isEqualTo(shown);

        WebElement last = browser.find("#films li:nth-child(" + shown.size() + ") h3 a");
        browser.script("arguments[0].scrollIntoView({block: 'center'})", last);
        last.click();
        browser.until(() -> browser.address().startsWith("/film/"));
        browser.back();
        browser.until(() -> titles().size() >= shown.size());
        browser.until(() -> Boolean.TRUE.equals(browser.script(
                "const box = arguments[0].getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight",
                browser.find("#films li:nth-child(" + shown.size() + ") h3 a"))));
    }

    @Test
    void goingBackRestoresTheFormerSearchAndItsPosition() {
        browser.open("/search?title=greed");
        browser.find("#filters [name=genre]").click();
        browser.until(() -> browser.has(".chips li:nth-child(2)"));
        browser.open("/search?q=lighthouse");
        browser.script("scrollTo(0, 300)");
        browser.link("List").sendKeys(Keys.ENTER);
        browser.until(() -> browser.has("#films.list"));

        browser.back();
        browser.until(() -> browser.has("#films.grid"));
        browser.back();

        browser.until(() -> browser.texts(".chips a").size() == 2);
        assertThat(titles()).containsExactly("Greed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sort=rating | “Order” cannot be “rating”, so it was ignored.",
                "sort=relevance | Sorting by best match needs search words, so it was ignored.",
                "year_from=x | “From year” must be a year such as 1994, not “x”, so it was ignored.",
                "q=greed&q=toys | “Search” can be given only once; “toys” is another value, so it was ignored.",
                "colour=red | “colour” is unknown on this page, so it was ignored.",
                "title=%00 | “Title” has a character that no movie has, so it was ignored.",
            })
    void invalidParametersAreReported(String query, String notice) {
        browser.open("/search?" + query);

        assertThat(browser.texts(".notice")).containsExactly(notice);
        assertThat(titles()).isNotEmpty();
    }

    @Test
    void allValidParametersAreSearchedFor() {
        browser.open("/search?cast=ZaSu+Pitts&cast=Gibson+Gowland&year=1924&year=1917&title=gree&title=ed");

        assertThat(browser.texts(".notice")).isEmpty();
        assertThat(browser.texts(".chips a"))
                .containsExactly("title has “gree”", "title has “ed”", "ZaSu Pitts", "Gibson Gowland", "1924", "1917");
        assertThat(titles()).containsExactly("Greed");
    }

    @Test
    void swappedYearsAreReportedWithARemedy() {
        browser.open("/search?year_from=1999&year_to=1990");

        assertThat(browser.text(".notice")).startsWith("“From year” (1999) is after “To year” (1990)");
        browser.link("Search from 1990 to 1999").click();
        browser.until(() -> !titles().isEmpty());
        assertThat(browser.address()).isEqualTo("/search?year_from=1990&year_to=1999");
        assertThat(browser.has(".notice")).isFalse();
    }

    @Test
    void emptyFieldsOfAPlainFormAreIgnored() {
        browser.open("/search?q=&cast=&genre=&year_from=&year_to=");

        assertThat(browser.has(".notice")).isFalse();
        assertThat(status())
                .isEqualTo(Labels.movies(api.json("/api/v1/movies").get("total").asLong()));
    }

    @Test
    void anEmptyResultOffersRemedies() {
        browser.open("/search?cast=Tom+Hanks&genre=Horror");

        assertThat(status()).isEqualTo("0 movies");
        assertThat(browser.text(".big")).isEqualTo("No movies match.");
        browser.find(".nothing .people a").click();
        browser.until(() -> !titles().isEmpty());
        assertThat(browser.texts(".chips a")).hasSize(1);
    }

    @Test
    void onlyTheLinkToASearchIsCopied() {
        browser.cdp(
                "Browser.grantPermissions",
                java.util.Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        browser.open("/search?q=greed");
        browser.script("window.before = true");
        browser.find("#copy").click();

        browser.until(() -> browser.text("#copy").equals("Link copied"));
        assertThat(browser.script("return window.before")).isEqualTo(true);
        browser.find("#q").clear();
        browser.find("#q").sendKeys(Keys.chord(Keys.CONTROL, "v"));
        assertThat(browser.find("#q").getDomProperty("value")).endsWith("/search?q=greed");
    }

    @Test
    void theSameMoviesAreAvailableToPrograms() {
        for (String query :
                List.of("", "?q=lighthouse&genre=Drama", "?cast=Ada+Quist&sort=title&year_to=1999&view=list")) {
            browser.open("/search" + query);

            String path =
                    browser.link("These movies as JSON").getDomAttribute("href").substring(1);
            assertThat(api.json(path).get("movies").findValuesAsString("title"))
                    .isEqualTo(titles().subList(0, Math.min(20, titles().size())));
        }
    }

    private static long found() {
        return Long.parseLong(status().replaceAll("[^0-9]", ""));
    }

    private static void tabTo(String selector) {
        WebElement target = browser.find(selector);
        for (int key = 0; key < 100 && !browser.active().equals(target); key++) {
            browser.keys(Keys.TAB);
        }
        assertThat(browser.active()).as(selector + " is reached by Tab").isEqualTo(target);
    }
}
