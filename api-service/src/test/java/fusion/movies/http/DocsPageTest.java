package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Swagger UI in Debian's Chromium, under the policy that forbids inline scripts and styles. */
@EnabledIf(value = "browserIsHere", disabledReason = "Debian's packages chromium and chromium-driver are not installed")
class DocsPageTest extends ApiTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String BYTES_OVER_THE_WIRE =
            "return performance.getEntriesByType('resource').reduce((sum, file) => sum + file.transferSize, 0)";

    static boolean browserIsHere() {
        return Files.exists(CHROMIUM) && Files.exists(DRIVER);
    }

    @Test
    void everythingIsShownAndASecondVisitIsCheap() {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        // As root Chromium has no sandbox; it opens only our own pages here.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", console);
        ChromeDriver browser = new ChromeDriver(service, options);
        try {
            long first = visit(browser);
            long second = visit(browser);

            assertThat(first).isBetween(100_000L, 700_000L);
            assertThat(second).isLessThan(20_000);
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                    .extracting(LogEntry::getMessage)
                    .noneMatch(message -> message.contains("Content Security Policy") || message.contains("Error"));
        } finally {
            browser.quit();
        }
    }

    private long visit(ChromeDriver browser) {
        browser.get("http://localhost:" + port + "/docs.html");
        new WebDriverWait(browser, Duration.ofSeconds(30))
                .until(page -> page.findElements(By.cssSelector(".opblock")).size() >= 10);
        return ((Number) browser.executeScript(BYTES_OVER_THE_WIRE)).longValue();
    }
}
