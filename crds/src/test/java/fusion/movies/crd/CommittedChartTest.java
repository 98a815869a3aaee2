package fusion.movies.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the chart shares with {@code install/}: a chart cannot read files outside its folder. */
class CommittedChartTest {

    private static final String CHART = "../chart/";

    @Test
    void the_chart_has_the_generated_CRD(@TempDir Path scratch) throws IOException {
        CommittedFile.of(CHART + "files/" + GeneratedCrd.FILE).isOrBecomes(GeneratedCrd.yaml(scratch));
    }

    @Test
    void the_chart_has_the_RBAC_rules_of_the_parts() throws IOException {
        CommittedFile.of(CHART + "files/rules.yaml").isOrBecomes(InstallParts.rules("movies-operator"));
        CommittedFile.of(CHART + "files/cluster-rules.yaml").isOrBecomes(InstallParts.rules("movies-operator-cluster"));
        CommittedFile.of(CHART + "files/leader-election-rules.yaml")
                .isOrBecomes(InstallParts.rules("movies-operator-leader-election"));
        CommittedFile.of(CHART + "files/user-roles.yaml").isOrBecomes(InstallParts.userRoles());
    }

    @Test
    void the_chart_has_the_registry_and_the_version_of_the_build() throws IOException {
        CommittedFile.of(CHART + "Chart.yaml")
                .isOrBecomes(Files.readString(Path.of(CHART + "Chart.yaml"))
                        .replaceFirst("(?m)^version: .*$", "version: " + InstallParts.imageTag())
                        .replaceFirst("(?m)^appVersion: .*$", "appVersion: " + InstallParts.imageTag()));
        CommittedFile.of(CHART + "values.yaml")
                .isOrBecomes(Files.readString(Path.of(CHART + "values.yaml"))
                        .replaceFirst("(?m)^  registry: .*$", "  registry: " + InstallParts.imagePrefix()));
    }
}
