package fusion.movies.page;

import fusion.movies.Client;
import fusion.movies.Service;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** The pages in a real browser, with {@link PageMovies}; service and browser are started once for all subclasses. */
@Tag("slow")
@EnabledIf(
        value = "fusion.movies.page.Browser#isHere",
        disabledReason = "Debian's packages chromium and chromium-driver are not installed")
abstract class PageTest {

    static final Browser browser = Started.BROWSER;
    static final Client api = Started.SERVICE.api();

    @AfterEach
    void asUsual() {
        browser.scripts(true).posters(true).width(Browser.DESKTOP).colours("light");
    }

    static String status() {
        return browser.text("#status");
    }

    static void untilStatus(String words) {
        browser.until(() -> status().equals(words));
    }

    static List<String> titles() {
        return browser.texts("#films h3 a");
    }

    private static final class Started {

        static final Service SERVICE = Service.start(PageMovies.database(), List.of(Posters.class));
        static final Browser BROWSER;

        static {
            SERVICE.management().awaitReady();
            BROWSER = new Browser("http://localhost:" + SERVICE.port()).width(Browser.DESKTOP);
            Runtime.getRuntime().addShutdownHook(new Thread(BROWSER::close));
        }
    }
}
