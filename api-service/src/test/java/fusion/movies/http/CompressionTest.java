package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest extends ApiTest {

    static Stream<String> longOnes() {
        return Stream.of("/genre/drama", "/api/v1/movies?limit=100", "/openapi.yaml", "/swagger-ui.css");
    }

    @ParameterizedTest
    @MethodSource("longOnes")
    void longResponsesAreCompressedForClientsThatAcceptIt(String path) throws IOException {
        HttpResponse<byte[]> plain = api.bytes(path);
        assertThat(coding(plain)).isNull();
        assertThat(plain.body()).hasSizeGreaterThan(1024);

        for (String accepted :
                List.of("gzip", "gzip", "deflate, gzip;q=0.5, br", "GZIP ; q=1.0", "gzip;q=1, identity;q=0")) {
            HttpResponse<byte[]> compressed = api.bytes(path, "Accept-Encoding", accepted);

            assertThat(coding(compressed)).as(accepted).isEqualTo("gzip");
            assertThat(compressed.body().length).isLessThan(plain.body().length);
            try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
                assertThat(unzipped.readAllBytes()).isEqualTo(plain.body());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("longOnes")
    void otherClientsGetUncompressedResponses(String path) {
        for (String accepted : List.of(
                "",
                "identity",
                "gzip;q=0",
                "gzip; q=0",
                "gzip;q=0.0",
                "gzip ;q=0.000, *",
                "*;q=0",
                "identity;q=0",
                "br",
                "deflate, gzip;q=0",
                "xgzip",
                "gzipx")) {
            HttpResponse<byte[]> response = api.bytes(path, "Accept-Encoding", accepted);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(coding(response)).as(accepted).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/genre/drama",
                "/year/1",
                "/api/v1/movies",
                "/openapi.yaml",
                "/docs.html",
                "/nowhere",
                "/api/v1/movies?year=x",
                "/"
            })
    void everyResponseVariesByAcceptEncoding(String path) {
        for (String accepted : List.of("gzip", "identity")) {
            assertThat(vary(api.get(path, "Accept-Encoding", accepted))).contains("accept-encoding");
        }
    }

    @Test
    void responsesAlsoVaryByOrigin() {
        for (String path : List.of("/genre/drama", "/openapi.yaml", "/nowhere")) {
            assertThat(vary(api.get(path, "Accept-Encoding", "gzip", "Origin", "https://films.example")))
                    .contains("accept-encoding", "origin");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/year/1, 200",
        "/title/toys, 200",
        "/api/v1/movies/1000003, 200",
        "/api/v1/genres, 200",
        "/api/v1/movies?year=x, 400",
        "/nowhere, 404",
        "/robots.txt, 200"
    })
    void shortResponsesHaveALengthAndAreNotCompressed(String path, int status) {
        HttpResponse<byte[]> response = api.bytes(path, "Accept-Encoding", "gzip");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(coding(response)).isNull();
        assertThat(response.headers().firstValue("Content-Length")).hasValue(String.valueOf(response.body().length));
    }

    private static String coding(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Encoding").orElse(null);
    }

    private static List<String> vary(HttpResponse<?> response) {
        List<String> names = new ArrayList<>();
        for (String line : response.headers().allValues("Vary")) {
            for (String name : line.split(",")) {
                names.add(name.strip().toLowerCase(java.util.Locale.ROOT));
            }
        }
        assertThat(names).doesNotHaveDuplicates();
        return names;
    }
}
