package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

class StaticFilesTest extends ApiTest {

    private static final Path FILES = Path.of("target/classes/static");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @Autowired
    private ResourceUrlProvider urls;

    @Test
    void theBuildCompressesEveryLargeText() throws IOException {
        for (Path file : files()) {
            Path compressed = FILES.resolve(file.getFileName() + ".gz");
            // A page is rendered from its file, so it is compressed per request.
            if (Files.size(file) < 1024 || file.toString().matches(".*\\.(gz|ico|html)")) {
                assertThat(compressed).doesNotExist();
                continue;
            }
            assertThat(compressed).exists();
            try (GZIPInputStream unzipped = new GZIPInputStream(Files.newInputStream(compressed))) {
                assertThat(unzipped.readAllBytes()).isEqualTo(Files.readAllBytes(file));
            }
            assertThat(api.bytes("/" + file.getFileName(), "Accept-Encoding", "gzip")
                            .body())
                    .as(file.toString())
                    .isEqualTo(Files.readAllBytes(compressed));
        }
    }

    @Test
    void aFileIsCachedForAYearUnderItsNameWithDigest() throws IOException {
        for (Path file : files()) {
            String path = "/" + file.getFileName();
            String withDigest = urls.getForLookupPath(path);
            assertThat(withDigest).matches("/.+-[0-9a-f]{32}\\.[a-z.]+");
            if (path.endsWith(".gz") || path.endsWith(".html")) {
                continue;
            }

            HttpResponse<byte[]> kept = api.bytes(withDigest);
            assertThat(kept.statusCode()).isEqualTo(200);
            assertThat(kept.body()).isEqualTo(Files.readAllBytes(file));
            assertThat(header(kept, "Cache-Control")).contains("max-age=31536000", "public", "immutable");

            HttpResponse<byte[]> asked = api.bytes(path);
            assertThat(header(asked, "Cache-Control")).isEqualTo("no-cache");
            assertThat(header(asked, "ETag")).matches("\"[0-9a-f]{32}\"");
            assertThat(header(asked, "Last-Modified")).isNull();
        }
    }

    @Test
    void anotherDigestIsNotFoundAndNotCached() {
        HttpResponse<String> stale = api.get("/page-0123456789abcdef0123456789abcdef.css");

        assertThat(stale.statusCode()).isEqualTo(404);
        assertThat(header(stale, "Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "/openapi.yaml, application/yaml",
        "/docs.html, text/html",
        "/docs.js, text/javascript",
        "/swagger-ui.css, text/css",
        "/favicon.svg, image/svg+xml",
        "/favicon.ico, image/x-icon",
        "/robots.txt, text/plain",
    })
    void aFileHasItsContentType(String path, String type) {
        for (String accepted : List.of("gzip", "identity")) {
            assertThat(header(api.bytes(path, "Accept-Encoding", accepted), "Content-Type"))
                    .startsWith(type);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/docs.html, */*",
        "/year/1993, */*",
        "/nowhere, */*",
        "/openapi.yaml, */*",
        "/title/%00, */*"
    })
    void everyResponseHasTheSecurityHeaders(String path, String accept) {
        HttpResponse<String> response = api.get(path, "Accept", accept);

        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(response.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void theDocsPageIsSmallAndCached() {
        String page = api.get("/docs.html").body();
        List<String> linked =
                LINK.matcher(page).results().map(link -> link.group(1)).toList();
        assertThat(linked).hasSize(4).allMatch(link -> link.matches("\\S+-[0-9a-f]{32}\\.[a-z]+"));
        assertThat(page).doesNotContain("<style", "style=").doesNotContainPattern("<script[^>]*>[^<]");

        int bytes = 0;
        for (String link : linked) {
            HttpResponse<byte[]> response = api.bytes("/" + link, "Accept-Encoding", "gzip");
            assertThat(header(response, "Cache-Control")).contains("immutable");
            bytes += response.body().length;
        }
        assertThat(bytes).as("compressed").isLessThan(600_000);
    }

    @Test
    void robotsMayNotRequestListsOrLoads() {
        assertThat(api.get("/robots.txt").body()).contains("User-agent: *", "Disallow: /addall", "Disallow: /api/");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            List<Path> all = new ArrayList<>(files.toList());
            assertThat(all).hasSizeGreaterThan(10);
            return all;
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }
}
