package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorSettingsTest {

    private static OperatorSettings settings(String name, String value) {
        return OperatorSettings.from(Map.of(name, value));
    }

    @Test
    void namespacesAreSeparatedByCommasAndEmptyMeansAll() {
        assertThat(settings("WATCH_NAMESPACES", "films, archive,").watchNamespaces())
                .containsExactlyInAnyOrder("films", "archive");
        assertThat(settings("WATCH_NAMESPACES", "").watchNamespaces()).isEmpty();
        assertThat(settings("OTHER", "x").watchNamespaces()).isEmpty();
    }

    @Test
    void theOperatorsNamespaceIsKnownOnlyInACluster() {
        assertThat(settings("LEASE_NAMESPACE", "movies-system").operatorNamespace())
                .isNull();
        assertThat(OperatorSettings.from(
                                Map.of("LEASE_NAMESPACE", "movies-system", "KUBERNETES_SERVICE_HOST", "10.0.0.1"))
                        .operatorNamespace())
                .isEqualTo("movies-system");
    }
}
