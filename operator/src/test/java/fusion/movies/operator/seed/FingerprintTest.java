package fusion.movies.operator.seed;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.stack.Stacks;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static String of(String seed, String image, String content) {
        return Fingerprint.of(Stacks.withSpec("{seed: " + seed + "}"), image, content);
    }

    @Test
    void theSameSourceIsTheSameLoad() {
        assertThat(of("{}", "movies-api:1", "")).isEqualTo(of("{source: {bundled: true}}", "movies-api:1", ""));
    }

    @Test
    void anotherSourceContentOrOptionIsAnotherLoad() {
        String url = "{source: {url: 'https://example.org/a.json'}}";

        assertThat(of(url, "movies-api:1", ""))
                .isNotEqualTo(of("{source: {url: 'https://example.org/b.json'}}", "movies-api:1", ""))
                .isNotEqualTo(of("{prune: true, source: {url: 'https://example.org/a.json'}}", "movies-api:1", ""))
                .isNotEqualTo(of("{}", "movies-api:1", ""));
        assertThat(of("{revision: '2'}", "movies-api:1", ""))
                .isNotEqualTo(of("{revision: '1'}", "movies-api:1", ""))
                .isNotEqualTo(of("{}", "movies-api:1", ""));
        String map = "{source: {configMapRef: {name: films, key: a.json}}}";
        assertThat(of(map, "movies-api:1", "content")).isNotEqualTo(of(map, "movies-api:1", "changed"));
    }

    @Test
    void anotherImageIsAnotherLoadOnlyIfItHasTheFilms() {
        String url = "{source: {url: 'https://example.org/a.json'}}";

        assertThat(of("{}", "movies-api:1", "")).isNotEqualTo(of("{}", "movies-api:2", ""));
        assertThat(of(url, "movies-api:1", "")).isEqualTo(of(url, "movies-api:2", ""));
    }

    @Test
    void limitsAreNotPartOfTheFingerprint() {
        assertThat(of("{maxRejected: 5, maxBytes: 2Gi}", "movies-api:1", "")).isEqualTo(of("{}", "movies-api:1", ""));
    }

    /** Golden values: changing one reloads the movies of every existing stack. */
    @Test
    void fingerprintsAreStableAcrossReleases() {
        assertThat(of("{}", "movies-api:1", ""))
                .isEqualTo("6c82afea128434ec699881ea07f835200adfb10e791912629a722d227d73f1c7");
        assertThat(of("{source: {url: 'https://example.org/a.json'}}", "movies-api:1", ""))
                .isEqualTo("aca931ddb466d6548b31421f70369c16c094a8029d11d36a8d987aa4b1fa01aa");
        assertThat(of("{prune: true, source: {configMapRef: {name: films, key: a.json}}}", "movies-api:1", "c0ffee"))
                .isEqualTo("6916b7b4d2694edbc78dd4e4a7698bb049289d17df584546c072884db1b512be");
        assertThat(of(
                        "{sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,"
                                + " source: {persistentVolumeClaim: {claimName: films, path: x/a.json}}}",
                        "movies-api:1",
                        ""))
                .isEqualTo("029cfa8550c18af661553962c32c25839e9b48b5f055f05b1ec6488eb4458cad");
    }
}
