package fusion.movies.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Properties of every view, in each state, at each width. */
class ViewsTest extends PageTest {

    private static final List<String> VIEWS = List.of(
            "/",
            "/search",
            "/search?q=lighthouse&view=list&genre=Drama&genre=Spy&cast=Ada+Quist&year_from=1930",
            "/search?q=dark+nite",
            "/search?cast=Tom+Hanks&genre=Western&year_from=1999&year_to=1990&colour=red",
            "/person/Ada%20Quist",
            "/search?q=lighthouse+no.+7 film",
            "/film/1",
            "/ offers",
            "/search?q=lighthouse sheet");

    static Stream<Arguments> views() {
        return VIEWS.stream()
                .flatMap(view -> Stream.of(Browser.PHONE, Browser.TABLET, Browser.DESKTOP)
                        .map(width -> Arguments.of(view, width)));
    }

    @ParameterizedTest
    @MethodSource("views")
    void nothingIsWiderThanTheScreenAndAxeFindsNoViolation(String view, int width) {
        browser.width(width);
        open(view);

        assertThat(browser.script("return document.documentElement.scrollWidth - innerWidth"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LONG)
                .isLessThanOrEqualTo(0);
        assertThat(browser.faults()).isEmpty();
        if (width == Browser.DESKTOP) {
            browser.colours("dark");
            assertThat(browser.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("VIEWS")
    void theFirstViewIsSmallAndNeedsFewRequests(String view) {
        // A cache would hide requests.
        browser.cdp("Network.enable", java.util.Map.of());
        browser.cdp("Network.setCacheDisabled", java.util.Map.of("cacheDisabled", true));
        open(view.replace(" offers", "").replace(" sheet", ""));
        browser.cdp("Network.setCacheDisabled", java.util.Map.of("cacheDisabled", false));

        @SuppressWarnings("unchecked")
        List<String> fetched = (List<String>) browser.script("""
                return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                    .filter(entry => !entry.name.includes('/posters/')).map(entry => entry.transferSize + ' ' + entry.name)""");
        assertThat(fetched).hasSizeBetween(3, 5);
        assertThat(fetched.stream()
                        .mapToInt(entry -> Integer.parseInt(entry.split(" ")[0]))
                        .sum())
                .as(fetched.toString())
                .isBetween(1, 60_000);
    }

    @ParameterizedTest
    @FieldSource("VIEWS")
    void everyPageHasALanguageATitleAndNoErrors(String view) {
        browser.logs();
        open(view);

        assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo("en");
        assertThat(browser.title()).isNotBlank();
        // Violations of the policy and script errors are logged there.
        assertThat(browser.logs()).filteredOn(line -> !line.contains("404")).isEmpty();
    }

    private static void open(String view) {
        browser.open(view.split(" ")[0]);
        if (view.endsWith(" film")) {
            browser.find("#films h3 a").click();
            browser.until(() -> browser.address().startsWith("/film/"));
        } else if (view.endsWith(" offers")) {
            browser.find("#q").sendKeys("lighthouse");
            browser.until(() -> browser.shows("[role=option]"));
            browser.keys(Keys.ARROW_DOWN);
        } else if (view.endsWith(" sheet") && browser.shows("#opener")) {
            browser.find("#opener").click();
            browser.until(() -> browser.shows("#filters"));
        }
    }
}
