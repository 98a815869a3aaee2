package fusion.movies.page;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium, as a person uses it. */
final class Browser implements AutoCloseable {

    static final int PHONE = 390;
    static final int TABLET = 820;
    static final int DESKTOP = 1280;

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ChromeDriver driver;
    private final String base;

    Browser(String base) {
        this.base = base;
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        // As root Chromium has no sandbox; it opens only our own pages here.
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--force-prefers-reduced-motion");
        driver = new ChromeDriver(service, options);
    }

    static boolean isHere() {
        return Files.exists(CHROMIUM) && Files.exists(DRIVER);
    }

    /** In CSS pixels. Not by the window's size: the smallest window is wider than a phone. */
    Browser width(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        width == PHONE ? 844 : 900,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width == PHONE));
        return this;
    }

    Browser colours(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    Browser scripts(boolean on) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
        return this;
    }

    /** Without scripts a page loads the posters of all its movies at once, which takes the browser a long time. */
    Browser posters(boolean on) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", on ? List.of() : List.of("*/posters/*")));
        return this;
    }

    Browser open(String path) {
        return openAt(base, path);
    }

    Browser openAt(String host, String path) {
        driver.get(host + path);
        return this;
    }

    String base() {
        return base;
    }

    void back() {
        driver.navigate().back();
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** The address without the host. */
    String address() {
        return driver.getCurrentUrl().substring(base.length());
    }

    String title() {
        return driver.getTitle();
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    boolean has(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    boolean shows(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed);
    }

    /** By one script, since a query for each of some hundred elements takes seconds. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>) driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(each => each.innerText.trim())", selector);
    }

    String text(String selector) {
        return find(selector).getText();
    }

    WebElement link(String text) {
        return driver.findElement(By.linkText(text));
    }

    WebElement active() {
        return driver.switchTo().activeElement();
    }

    void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The browser's log entries since the last call. */
    List<String> logs() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Runs the script before those of each page that is opened from now on. */
    void onEachPage(String script) {
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    void cdp(String command, Map<String, Object> parameters) {
        driver.executeCdpCommand(command, parameters);
    }

    void until(Condition condition) {
        new WebDriverWait(driver, LIMIT)
                .ignoring(org.openqa.selenium.WebDriverException.class)
                .until(now -> condition.holds());
    }

    /** The violations that axe-core finds, one per line; empty if there are none. */
    @SuppressWarnings("deprecation") // the legacy mode, until axe analyzes a page without frames in its own window
    String faults() {
        AxeRunOptions violations = new AxeRunOptions();
        violations.setResultTypes(List.of("violations"));
        // In the other mode axe opens a window for each analysis, for pages with frames.
        AxeBuilder axe = new AxeBuilder().setLegacyMode(true).withOptions(violations);
        return axe.analyze(driver).getViolations().stream()
                .map(rule -> rule.getId() + ": "
                        + rule.getNodes().stream()
                                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                .collect(Collectors.joining("; ")))
                .collect(Collectors.joining("\n"));
    }

    void screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new IllegalStateException("The screenshot %s cannot be written.".formatted(file), e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    @FunctionalInterface
    interface Condition {
        boolean holds();
    }
}
