package fusion.movies.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fusion.movies.Service;
import fusion.movies.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind a proxy that responds with its own HTML while the service is down. */
class BusyServiceTest extends PageTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private static HttpServer proxy;

    @BeforeAll
    static void startProxy() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", BusyServiceTest::forward);
        proxy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        proxy.start();
    }

    @AfterAll
    static void stopProxy() {
        proxy.stop(0);
    }

    @BeforeEach
    void serviceIsThere() {
        FAILURES.set(0);
    }

    @Test
    void aSearchIsRetriedWhenTheProxySaysAndShowsNothingOfTheProxy() {
        browser.openAt(base(), "/search?q=lighthouse");
        FAILURES.set(2);
        browser.find("[name=genre]").click();

        browser.until(() -> status().equals("The service is busy; trying again in 1 s …"));
        browser.until(() -> browser.has(".chips a"));
        assertThat(status()).endsWith(" movies");
        assertThat(browser.text("main")).doesNotContain("upstream", "Unexpected token");
    }

    @Test
    void anUnreachableServiceIsReportedAndCanBeRetried() {
        browser.openAt(base(), "/search?q=lighthouse");
        FAILURES.set(Integer.MAX_VALUE);
        browser.find("[name=genre]").click();

        browser.until(() -> browser.shows(".trouble"));
        assertThat(browser.text(".trouble span")).isEqualTo("The service is busy.");
        assertThat(browser.text("main")).doesNotContain("upstream");
        FAILURES.set(0);
        browser.find(".trouble button").click();
        browser.until(() -> browser.has(".chips a"));
        assertThat(browser.has(".trouble")).isFalse();
    }

    @Test
    void moreMoviesLoadWhenTheServiceIsBack() {
        browser.openAt(base(), "/search?q=lighthouse");
        FAILURES.set(1);
        browser.script("scrollTo(0, document.body.scrollHeight)");

        browser.until(() -> titles().size() >= 2 * SearchRequest.PAGE && !browser.has(".skeleton"));
        assertThat(status()).endsWith(" movies");
    }

    @Test
    void aServiceWithoutMoviesYetSaysSoAndThePageReloads() {
        try (Service starting = Service.start(TestDatabase.createEmpty())) {
            HttpResponse<String> answer = starting.api().get("/search", "Accept", "text/html");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.headers().firstValue("Refresh")).contains("5");
            assertThat(answer.body()).contains("The movies are on their way");
        }
    }

    private static String base() {
        return "http://localhost:" + proxy.getAddress().getPort();
    }

    private static void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            if (path.startsWith("/search") && FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                byte[] page =
                        "<html><body><h1>503</h1>no healthy upstream</body></html>".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().put("Retry-After", List.of("1"));
                exchange.getResponseHeaders().put("Content-Type", List.of("text/html"));
                exchange.sendResponseHeaders(503, page.length);
                exchange.getResponseBody().write(page);
                return;
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create(browser.base() + path))
                    .header("Accept", exchange.getRequestHeaders().getFirst("Accept"))
                    .build();
            HttpResponse<byte[]> answer = CLIENT.send(request, BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().put("Content-Type", answer.headers().allValues("Content-Type"));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
