package fusion.movies.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a, HTTPS_PROXY, true",
        "https://example.org/a, https_proxy, true",
        "https://example.org/a, HTTP_PROXY, false",
        "http://example.org/a, HTTP_PROXY, true",
        "http://example.org/a, ALL_PROXY, true",
        "http://localhost:8080/a, ALL_PROXY, false",
        "http://127.0.0.1/a, ALL_PROXY, false",
        "http://[::1]:8080/a, ALL_PROXY, false"
    })
    void theSchemesVariableNamesTheProxy(String url, String variable, boolean isUsed) {
        Proxies proxies = new Proxies(Map.of(variable, "proxy.corp:3128"));

        assertThat(proxies.of(SourceUrl.of(URI.create(url))).isPresent()).isEqualTo(isUsed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "example.org; true",
                "EXAMPLE.org; true",
                ".example.org; true",
                "*.example.org; true",
                "org; true",
                "other, data.example.org ; true",
                "data.example.org:443; true",
                "data.example.org:8443; false",
                "ample.org; false",
                "other.org; false",
                "*; true",
                "10.0.0.0/8; false"
            })
    void hostsOfNoProxyAreReachedDirectly(String exceptions, boolean isDirect) {
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", exceptions));

        assertThat(proxies.of(SourceUrl.of(URI.create("https://data.example.org/a")))
                        .isEmpty())
                .isEqualTo(isDirect);
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.2.3.4/a, 10.0.0.0/8, true",
        "http://11.2.3.4/a, 10.0.0.0/8, false",
        "http://10.2.3.4/a, 10.2.3.5/31, true",
        "http://10.2.3.4/a, 10.2.3.4, true",
        "http://[fd00::1]/a, fd00::/8, true",
        "http://10.2.3.4/a, 10.0.0.0/x, false"
    })
    void addressesMatchRanges(String url, String exceptions, boolean isDirect) {
        Proxies proxies = new Proxies(Map.of("http_proxy", "http://proxy:3128", "no_proxy", exceptions));

        assertThat(proxies.of(SourceUrl.of(URI.create(url))).isEmpty()).isEqualTo(isDirect);
    }

    @Test
    void aLoginInTheVariableIsInNoMessage() {
        Proxies good = new Proxies(Map.of("https_proxy", "http://me:se%20cret@proxy:3128"));
        Proxies bad = new Proxies(Map.of("https_proxy", "socks5://me:secret@proxy:3128"));
        SourceUrl url = SourceUrl.of(URI.create("https://example.org/a"));

        assertThat(good.of(url)).hasValueSatisfying(proxy -> {
            assertThat(proxy.host().getPort()).isEqualTo(3128);
            assertThat(proxy.login().getUserName()).isEqualTo("me");
            assertThat(new String(proxy.login().getUserPassword())).isEqualTo("se cret");
        });
        assertThatThrownBy(() -> bad.of(url)).hasMessageNotContaining("secret");
    }
}
