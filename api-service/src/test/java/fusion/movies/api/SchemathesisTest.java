package fusion.movies.api;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/** Some thousand valid and invalid requests, generated from the OpenAPI description; each response matches it. */
@Tag("slow")
@EnabledIf(value = "pythonIsHere", disabledReason = "python3 with venv (Debian's python3-venv) is not installed")
class SchemathesisTest extends ApiTest {

    static boolean pythonIsHere() throws IOException, InterruptedException {
        return Files.exists(Path.of("/usr/bin/python3"))
                && new ProcessBuilder("/usr/bin/python3", "-c", "import ensurepip")
                                .start()
                                .waitFor()
                        == 0;
    }

    @Test
    void everyResponseMatchesTheDescription() throws IOException, InterruptedException {
        Path log = Path.of("target/schemathesis.log");
        JsonNode films = api.json("/api/v1/movies").get("total");

        int exit = new ProcessBuilder("./schemathesis", "http://127.0.0.1:" + port, "--max-examples", "150")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();

        String told = Files.readString(log);
        assertThat(exit).as(told).isZero();
        assertThat(api.json("/api/v1/movies").get("total"))
                .as("movies, of which /addall adds none")
                .isEqualTo(films);
        Matcher cases = Pattern.compile("(\\d+) generated").matcher(told.replace(",", ""));
        assertThat(cases.find()).as(told).isTrue();
        assertThat(Integer.parseInt(cases.group(1))).isGreaterThanOrEqualTo(2_000);
    }
}
