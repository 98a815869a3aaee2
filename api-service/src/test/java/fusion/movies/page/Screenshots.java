package fusion.movies.page;

import fusion.movies.Service;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.Keys;

/** Takes a picture of each view for people to look at: {@code api-service/screenshots FOLDER} runs it. */
final class Screenshots {

    private final Browser browser;
    private final Path folder;

    private Screenshots(Browser browser, Path folder) {
        this.browser = browser;
        this.folder = folder;
    }

    static void main(String... arguments) {
        TestDatabase database = TestFilms.realOnesAreHere() ? PageMovies.real() : PageMovies.database();
        try (Service service = Service.start(database, List.of(Posters.class))) {
            service.management().awaitReady();
            try (Browser browser = new Browser("http://localhost:" + service.port())) {
                new Screenshots(browser, Path.of(arguments[0])).all();
            }
        }
        System.exit(0); // the database's threads would keep the process alive
    }

    private void all() {
        for (Integer width : List.of(Browser.DESKTOP, Browser.PHONE)) {
            browser.width(width).colours("light");
            views(width == Browser.PHONE ? "-phone" : "");
        }
        browser.width(Browser.TABLET);
        of("/", "start-tablet");
        of("/search?q=dark&genre=Drama", "results-tablet");
        browser.width(Browser.DESKTOP).colours("dark");
        views("-dark");
    }

    private void views(String suffix) {
        of("/", "start" + suffix);
        of("/search?q=star&genre=Drama", "results" + suffix);
        of("/search?q=star&view=list", "list" + suffix);
        browser.open("/search?q=alien");
        browser.find(".card:nth-child(1) h3 a").click();
        shoot("film" + suffix);
        of("/person/" + (TestFilms.realOnesAreHere() ? "Tom%20Hanks" : "Ada%20Quist"), "person" + suffix);
        of("/search?q=qwxz&genre=Drama&year_from=1990", "nothing" + suffix);
        of("/film/1", "error" + suffix);
        browser.open("/");
        browser.find("#q").sendKeys("tom ha");
        browser.until(() -> browser.has("[role=option]"));
        browser.keys(Keys.ARROW_DOWN);
        shoot("offers" + suffix);
        browser.open("/search?q=love&genre=Drama&year_from=1960");
        if (browser.shows("#opener")) {
            browser.find("#opener").click();
            shoot("sheet" + suffix);
        }
    }

    private void of(String path, String name) {
        browser.open(path);
        shoot(name);
    }

    private void shoot(String name) {
        // Pictures outside of the viewport are not loaded.
        browser.until(() -> Boolean.TRUE.equals(browser.script("""
                return document.readyState === 'complete' && [...document.images].every(image => {
                    const box = image.getBoundingClientRect();
                    return image.complete || box.top > innerHeight || box.left > innerWidth;
                })""")));
        browser.screenshot(folder.resolve(name + ".png"));
    }
}
