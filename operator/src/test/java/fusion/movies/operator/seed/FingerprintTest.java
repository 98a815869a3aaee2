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
    void anotherSourceContentOrWayOfLoadingIsAnotherLoad() {
        String url = "{source: {url: 'https://example.org/a.json'}}";

        assertThat(of(url, "movies-api:1", ""))
                .isNotEqualTo(of("{source: {url: 'https://example.org/b.json'}}", "movies-api:1", ""))
                .isNotEqualTo(of("{prune: true, source: {url: 'https://example.org/a.json'}}", "movies-api:1", ""))
                .isNotEqualTo(of(url, "movies-api:1", "changed"));
    }

    @Test
    void anotherImageIsAnotherLoadOnlyWhereItCarriesTheFilms() {
        String url = "{source: {url: 'https://example.org/a.json'}}";

        assertThat(of("{}", "movies-api:1", "")).isNotEqualTo(of("{}", "movies-api:2", ""));
        assertThat(of(url, "movies-api:1", "")).isEqualTo(of(url, "movies-api:2", ""));
    }

    @Test
    void limitsDoNotMakeAnotherLoad() {
        assertThat(of("{maxRejected: 5, maxBytes: 2Gi}", "movies-api:1", "")).isEqualTo(of("{}", "movies-api:1", ""));
    }
}
