package fusion.movies.page;

import fusion.movies.Service;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints the pages' speed, layout shift and size: {@code api-service/page-figures} runs it. */
final class PageFigures {

    private static final List<String> VIEWS = List.of(
            "/", "/search", "/search?q=star", "/search?q=star&view=list", "/person/Tom%20Hanks", "film", "/film/1");

    private static final int TIMES = 5;

    private PageFigures() {}

    static void main() {
        TestDatabase database = TestFilms.realOnesAreHere() ? PageMovies.real() : PageMovies.database();
        try (Service service = Service.start(database, List.of(Posters.class))) {
            service.management().awaitReady();
            try (Browser browser = new Browser("http://localhost:" + service.port())) {
                browser.onEachPage("""
                        window.moved = 0;
                        new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved += entry.hadRecentInput ? 0 : entry.value))
                            .observe({type: 'layout-shift', buffered: true});""");
                browser.cdp("Network.enable", Map.of());
                browser.cdp("Network.setCacheDisabled", Map.of("cacheDisabled", true));
                print(browser);
            }
        }
        System.exit(0); // the database's threads would keep the process alive
    }

    private static void print(Browser browser) {
        browser.open("/search?q=star");
        String film = browser.find("#films h3 a").getDomAttribute("href").substring(1);
        System.out.printf(
                "%-28s %5s  %22s  %8s  %9s  %s%n", "view", "width", "first paint (ms)", "shift", "requests", "bytes");
        for (Integer width : List.of(Browser.PHONE, Browser.DESKTOP)) {
            browser.width(width);
            for (String view : VIEWS) {
                print(browser, view.equals("film") ? film : view, width);
            }
        }
    }

    private static void print(Browser browser, String view, int width) {
        browser.open(view); // once to warm up the service
        List<Long> paints = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            browser.open(view);
            browser.until(
                    () -> (Boolean)
                            browser.script(
                                    "return performance.getEntriesByName('first-contentful-paint').length === 1 && document.readyState === 'complete'"));
            paints.add((Long) browser.script(
                    "return Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)"));
        }
        paints.sort(null);
        System.out.printf(
                "%-28s %5d  %6d %6d %6d   %8.4f  %9d  %d%n",
                view,
                width,
                paints.getFirst(),
                paints.get(TIMES / 2),
                paints.getLast(),
                ((Number) browser.script("return window.moved")).doubleValue(),
                (Long)
                        browser.script(
                                "return performance.getEntriesByType('resource').filter(entry => !entry.name.includes('/posters/')).length + 1"),
                (Long) browser.script("""
                        return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                            .filter(entry => !entry.name.includes('/posters/')).reduce((sum, entry) => sum + entry.transferSize, 0)"""));
    }
}
