package fusion.movies.page;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page as a person uses it, in Debian's Chromium. */
@EnabledIf(value = "browserIsHere", disabledReason = "Debian's packages chromium and chromium-driver are not installed")
class SearchPageTest extends ApiTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Dimension DESKTOP = new Dimension(1280, 900);
    private static final Dimension PHONE = new Dimension(390, 844);

    private static ChromeDriver browser;

    static boolean browserIsHere() {
        return Files.exists(CHROMIUM) && Files.exists(DRIVER);
    }

    @BeforeAll
    static void openBrowser() {
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        // As root Chromium has no sandbox; what it opens here is our own.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        browser = new ChromeDriver(service, options);
        browser.manage().window().setSize(DESKTOP);
    }

    @AfterAll
    static void closeBrowser() {
        browser.quit();
    }

    @Test
    void allFilmsAreThereFromTheBeginningTheNewestFirst() {
        open("/");

        assertThat(status()).isEqualTo("29 films");
        assertThat(titles()).hasSize(20);
        assertThat(titles().getFirst()).isIn("Us 2019", "Pokémon Detective Pikachu 2019");
    }

    @Test
    void aNameIsCompletedAndFoundByKeyboardAlone() {
        open("/");
        keys(
                Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB,
                Keys.TAB); // the link to the films, the heading, the API, title, cast
        keys("penel");
        until(() -> browser.findElement(By.id("names")).isDisplayed());
        keys(Keys.ARROW_DOWN);
        assertThat(browser.switchTo().activeElement().getDomAttribute("aria-activedescendant"))
                .isEqualTo("name-0");
        keys(Keys.ENTER);

        untilFound("1 film");
        assertThat(titles()).containsExactly("The Hi-Lo Country 1998");
        assertThat(browser.getCurrentUrl()).endsWith("/?cast=Pen%C3%A9lope+Cruz");
        assertThat(browser.findElement(By.id("names")).isDisplayed()).isFalse();
    }

    @Test
    void escapeLeavesTheTypedNameAlone() {
        open("/");
        field("cast").sendKeys("tom");
        until(() -> browser.findElements(By.cssSelector("#names li")).size() == 2);
        field("cast").sendKeys(Keys.ESCAPE);

        assertThat(browser.findElement(By.id("names")).isDisplayed()).isFalse();
        assertThat(field("cast").getDomProperty("value")).isEqualTo("tom");
    }

    @Test
    void filtersAreCombinedAndEachSearchHasALink() {
        open("/");
        field("title").sendKeys("the");
        field("genre").sendKeys("Drama");
        field("year_from").sendKeys("1910");
        field("year_to").sendKeys("2013" + Keys.ENTER);
        untilFound("1 film");
        assertThat(titles()).containsExactly("The Little Princess 1917");
        var link = browser.findElement(By.id("link")).getDomProperty("href");
        assertThat(link)
                .isEqualTo(browser.getCurrentUrl())
                .endsWith("/?title=the&genre=Drama&year_from=1910&year_to=2013");

        browser.get(link);

        untilFound("1 film");
        assertThat(titles()).containsExactly("The Little Princess 1917");
        until(() -> "Drama".equals(field("genre").getDomProperty("value")));
        assertThat(field("title").getDomProperty("value")).isEqualTo("the");
    }

    @Test
    void theWayBackLeadsToTheSearchBefore() {
        open("/?title=greed");
        untilFound("1 film");
        browser.findElement(By.linkText("Silent")).click();
        untilFound("2 films");

        browser.navigate().back();

        untilFound("1 film");
        assertThat(field("title").getDomProperty("value")).isEqualTo("greed");
        assertThat(titles()).containsExactly("Greed 1924");
    }

    @Test
    void moreFilmsAreAddedAndTheKeyboardGoesOnThere() {
        open("/");
        var more = browser.findElement(By.id("more"));
        more.sendKeys(Keys.ENTER);

        until(() -> titles().size() == 29);
        assertThat(more.isDisplayed()).isFalse();
        assertThat(browser.switchTo().activeElement().getTagName()).isEqualTo("a");
    }

    @Test
    void aFilmLinksItsArticleAndSaysWhoseItsTextIs() {
        open("/?title=dark+knight");
        untilFound("1 film");
        var source = browser.findElement(By.cssSelector(".film .source"));

        assertThat(source.getText()).isEqualTo("Wikipedia, CC BY-SA");
        assertThat(source.findElement(By.tagName("a")).getDomProperty("href"))
                .isEqualTo("https://en.wikipedia.org/wiki/The_Dark_Knight_Rises");
    }

    @Test
    void aMistakeIsToldInASentence() {
        open("/?sort=rating&year_from=5&year_to=x&title=%00");

        untilFound("'title' holds a NUL or half a character, which no film has; leave it out.");
        assertThat(titles()).isEmpty();
    }

    @Test
    void whatIsNotThereIsToldToo() {
        open("/?title=no+such+film");

        untilFound("No film is like that. Try a part of the title, or fewer fields.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?title=the", "?cast=tom+hanks"})
    void nothingIsWiderThanAPhone(String query) throws IOException {
        browser.manage().window().setSize(PHONE);
        try {
            open("/" + query);
            assertThat((Long) browser.executeScript(
                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isZero();
            screenshot("phone" + query.replaceAll("\\W+", "-"));
        } finally {
            browser.manage().window().setSize(DESKTOP);
        }
        open("/" + query);
        screenshot("desktop" + query.replaceAll("\\W+", "-"));
    }

    @Test
    void theApiIsDocumentedForPeople() throws IOException {
        browser.get("http://localhost:" + port + "/docs.html");

        until(() -> browser.findElements(By.cssSelector(".opblock")).size() >= 10);
        screenshot("docs");
    }

    private void open(String path) {
        browser.get("http://localhost:" + port + path);
        until(() -> !status().isEmpty() && !status().startsWith("Searching"));
    }

    private static String status() {
        return browser.findElement(By.id("status")).getText();
    }

    private static void untilFound(String status) {
        until(() -> status().equals(status));
    }

    private static void until(Condition condition) {
        new WebDriverWait(browser, Duration.ofSeconds(20)).until(now -> condition.holds());
    }

    private static List<String> titles() {
        return browser.findElements(By.cssSelector(".film h2")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private static WebElement field(String name) {
        return browser.findElement(By.name(name));
    }

    private static void keys(CharSequence... keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    // Looked at by people; nothing compares them.
    private static void screenshot(String name) throws IOException {
        var folder = Files.createDirectories(Path.of("target/screenshots"));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }
}
