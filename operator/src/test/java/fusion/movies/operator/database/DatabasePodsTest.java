package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabasePodsTest {

    private static StatefulSet statefulSet(String spec) {
        MoviesStack stack = Stacks.withSpec(spec);
        return DatabasePods.statefulSet(
                stack,
                Shape.of(stack.getSpec().database().nodes()),
                "cockroachdb/cockroach:v25.4.14",
                "cluster.local",
                Map.of(),
                stack.getSpec().database().storage().size());
    }

    private static Container container(String spec) {
        return statefulSet(spec)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    @Test
    void oneNodeRunsStartSingleNode() {
        assertThat(container("{}").getArgs())
                .contains(
                        "start-single-node",
                        "--advertise-addr=$(POD_NAME).movies-db.films.svc.cluster.local:26257",
                        "--cache=25%",
                        "--max-sql-memory=25%")
                .noneMatch(argument -> argument.startsWith("--join"));
    }

    @Test
    void fiveNodesJoinTheFirstThreeSoThatScalingRestartsNone() {
        String join = "--join=movies-db-0.movies-db.films.svc.cluster.local:26257,"
                + "movies-db-1.movies-db.films.svc.cluster.local:26257,"
                + "movies-db-2.movies-db.films.svc.cluster.local:26257";

        assertThat(container("{database: {nodes: 3}}").getArgs()).contains("start", join);
        assertThat(container("{database: {nodes: 5}}").getArgs())
                .isEqualTo(container("{database: {nodes: 3}}").getArgs());
    }

    @Test
    void theSpecsFieldsReachThePods() {
        StatefulSet set =
                statefulSet("{database: {storage: {size: 5Gi, storageClassName: fast}, cache: 1GiB, maxSqlMemory: 30%,"
                        + " pod: {env: {A: b}, annotations: {c: d}, nodeSelector: {disk: ssd}}}}");

        assertThat(set.getSpec().getVolumeClaimTemplates().getFirst().getSpec()).satisfies(claim -> {
            assertThat(claim.getStorageClassName()).isEqualTo("fast");
            assertThat(claim.getResources().getRequests().get("storage")).hasToString("5Gi");
        });
        assertThat(set.getSpec().getTemplate().getMetadata().getAnnotations())
                .containsExactlyEntriesOf(Map.of("c", "d"));
        assertThat(set.getSpec().getTemplate().getSpec().getNodeSelector()).containsEntry("disk", "ssd");
        Container container =
                set.getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(container.getArgs()).contains("--cache=1GiB", "--max-sql-memory=30%");
        assertThat(container.getEnv()).contains(new EnvVar("A", "b", null));
    }

    @Test
    void anEarlierReleasesAnnotationStaysSoThatItsNodesAreNotRestarted() {
        StatefulSet before = new StatefulSetBuilder(statefulSet("{}"))
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations("movies.fusion/certificate", "1")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();

        assertThat(DatabasePods.certificateOf(Optional.of(before))).isEqualTo(Map.of("movies.fusion/certificate", "1"));
        assertThat(DatabasePods.certificateOf(Optional.of(statefulSet("{}")))).isEmpty();
        assertThat(DatabasePods.certificateOf(Optional.empty())).isEmpty();
    }

    @Test
    void aVariableThatBothSetAppearsOnceWithTheUsersValue() {
        assertThat(container("{database: {pod: {env: {GODEBUG: madvdontneed=1}}}}")
                        .getEnv())
                .filteredOn(variable -> variable.getName().equals("GODEBUG"))
                .containsExactly(new EnvVar("GODEBUG", "madvdontneed=1", null));
    }

    @Test
    void aCpuLimitIsPassedToTheNode() {
        assertThat(container("{}").getEnv()).extracting(EnvVar::getName).doesNotContain("GOMAXPROCS");
        assertThat(container("{database: {resources: {limits: {cpu: '2'}}}}").getEnv())
                .extracting(EnvVar::getName)
                .contains("GOMAXPROCS");
    }

    @Test
    void aNodeSeesTheCasCertificateAndNeverItsKey() {
        assertThat(statefulSet("{}").getSpec().getTemplate().getSpec().getVolumes())
                .filteredOn(volume -> volume.getSecret() != null)
                .extracting(volume -> volume.getSecret().getSecretName())
                .containsExactly("movies-db-node");
    }
}
