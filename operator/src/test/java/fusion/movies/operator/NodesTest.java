package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.PodStates;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The database's nodes while their number, their settings or the stack itself change. */
@OnApiServer
class NodesTest {

    private static final String HEALTHY = """
            ranges{store="1"} 44
            ranges_unavailable{store="1"} 0
            ranges_underreplicated{store="1"} 0
            liveness_livenodes %d
            """;

    private final Harness harness;

    NodesTest(Harness harness) {
        this.harness = harness;
    }

    @Test
    void oneNodeBecomesThreeOnItsExistingVolume() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            Kubelet kubelet = new Kubelet(stack).serve();
            awaitMemory(stack, 0, "single-node", "1");

            stack.apply("{database: {nodes: 3}}");

            stack.awaitAsserted(() ->
                    assertThat(kubelet.statefulSet().getSpec().getReplicas()).isEqualTo(3));
            assertThat(arguments(kubelet.statefulSet())).contains("start").anyMatch(one -> one.startsWith("--join="));
            assertThat(kubelet.statefulSet().getSpec().getUpdateStrategy().getType())
                    .isEqualTo("OnDelete");
            // Recorded before a node could join: if deleted now and applied again, the stack has three nodes.
            awaitMemory(stack, 0, "cluster", "3");
            String before = uid(stack, 0);
            kubelet.databasePod(1, PodStates.notReady());
            kubelet.databasePod(2, PodStates.notReady());
            kubelet.databaseReady(1);
            stack.awaitAsserted(() -> assertThat(stack.exists(Pod.class, stack.name() + "-db-0"))
                    .as("the node that runs alone is restarted, whatever the others wait for")
                    .isFalse());
            kubelet.runDatabase();

            stack.awaitCondition("DatabaseReady", "NodesReady");
            assertThat(uid(stack, 0)).isNotEqualTo(before);
            awaitMemory(stack, 2, "cluster", "3");
            assertThat(stack.exists(Job.class, stack.name() + "-db-init")).isFalse();
        }
    }

    @Test
    void fiveNodesBecomeThreeOneByOneAndEachClaimIsDeletedLast() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{database: {nodes: 5}}");
            Kubelet kubelet = new Kubelet(stack);
            kubelet.runDatabase();
            stack.awaitCondition("DatabaseReady", "NodesReady");
            awaitMemory(stack, 4, "cluster", "5");

            stack.apply("{database: {nodes: 3}}");

            for (int leaving : List.of(4, 3)) {
                Job job = kubelet.job("-db-leave-" + leaving);
                assertThat(job.getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .getFirst()
                                .getArgs())
                        .contains("decommission", String.valueOf(leaving + 1));
                stack.membership(leaving, "decommissioning");
                kubelet.jobEnds(job, true);
                stack.awaitNextRound();
                assertThat(kubelet.statefulSet().getSpec().getReplicas()).isEqualTo(leaving + 1);
                assertThat(stack.exists(PersistentVolumeClaim.class, claim(stack, leaving)))
                        .isTrue();

                stack.membership(leaving, "decommissioned");

                stack.awaitAsserted(() -> {
                    assertThat(kubelet.statefulSet().getSpec().getReplicas()).isEqualTo(leaving);
                    assertThat(stack.exists(Pod.class, stack.name() + "-db-" + leaving))
                            .isFalse();
                });
                unprotect(stack, leaving);
                stack.awaitAsserted(() -> assertThat(stack.exists(PersistentVolumeClaim.class, claim(stack, leaving)))
                        .isFalse());
                kubelet.databaseReady(leaving);
            }
            stack.awaitCondition("DatabaseReady", "NodesReady");
            assertThat(stack.get().getStatus().database().summary()).isEqualTo("3/3");
            awaitMemory(stack, 0, "cluster", "3");
            assertThat(stack.exists(PersistentVolumeClaim.class, claim(stack, 2)))
                    .isTrue();
        }
    }

    @Test
    void aRecreatedStackResumesTheClaimsRecordAndNeverAnotherImage() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{database: {nodes: 5, image: 'example.org/cockroach:v25.2.9'}}");
            Kubelet kubelet = new Kubelet(stack);
            kubelet.runDatabase();
            stack.awaitCondition("DatabaseReady", "NodesReady");
            stack.awaitAsserted(() -> assertThat(annotations(stack, 0))
                    .containsEntry("movies.fusion/cluster-image", "example.org/cockroach:v25.2.9"));

            stack.apply("{paused: true, database: {nodes: 3}}");
            stack.awaitCondition("Ready", "Paused");
            stack.client()
                    .resource(kubelet.statefulSet())
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete();
            stack.apply("{database: {nodes: 3}}");

            StatefulSet again = kubelet.statefulSet();
            assertThat(again.getSpec().getReplicas()).isEqualTo(5);
            assertThat(again.getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getImage())
                    .isEqualTo("example.org/cockroach:v25.2.9");
        }
    }

    @Test
    void newSettingsReachOnePodAtATimeAndOnlyWhileEveryNodeIsHealthy() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{database: {nodes: 3}}");
            Kubelet kubelet = new Kubelet(stack);
            kubelet.runDatabase();
            stack.awaitCondition("DatabaseReady", "NodesReady");
            List<String> before = List.of(uid(stack, 0), uid(stack, 1), uid(stack, 2));
            stack.node().metrics(HEALTHY.formatted(2));

            stack.apply("{database: {nodes: 3, cache: 1GiB}}");
            stack.awaitAsserted(
                    () -> assertThat(arguments(kubelet.statefulSet())).contains("--cache=1GiB"));
            kubelet.databaseReady(3);
            stack.awaitCondition("DatabaseReady", "Rolling");
            stack.awaitNextRound();
            assertThat(List.of(uid(stack, 0), uid(stack, 1), uid(stack, 2))).isEqualTo(before);

            stack.node().metrics(HEALTHY.formatted(3));
            for (int next : List.of(2, 1, 0)) {
                String pod = stack.name() + "-db-" + next;
                stack.awaitAsserted(
                        () -> assertThat(stack.exists(Pod.class, pod)).isFalse());
                for (int other = 0; other < next; other++) {
                    assertThat(uid(stack, other)).as("pods below %s", pod).isEqualTo(before.get(other));
                }
                kubelet.databasePod(next, PodStates.notReady());
                kubelet.databaseReady(2);
                stack.awaitNextRound();
                assertThat(stack.exists(Pod.class, stack.name() + "-db-0")).isTrue();
                kubelet.databasePod(next, PodStates.ready());
                kubelet.databaseReady(3);
            }
            stack.awaitCondition("DatabaseReady", "NodesReady");
        }
    }

    @Test
    void aStatefulSetWithTheFormerUpdateStrategyIsTakenOver() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{database: {nodes: 3}}");
            Kubelet kubelet = new Kubelet(stack);
            kubelet.runDatabase();
            stack.awaitCondition("DatabaseReady", "NodesReady");

            // As left by an earlier operator: with a partition, which the API server does not accept for OnDelete.
            stack.client().resource(kubelet.statefulSet()).edit(set -> {
                set.getSpec().getUpdateStrategy().setType("RollingUpdate");
                return set;
            });

            stack.awaitAsserted(() -> assertThat(
                            kubelet.statefulSet().getSpec().getUpdateStrategy().getType())
                    .isEqualTo("OnDelete"));
        }
    }

    @Test
    void podsOfADeletedDatabaseTerminateWithinSeconds() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{database: {nodes: 3}}");
            Kubelet kubelet = new Kubelet(stack);
            Pod onANode = createOnANode(stack, kubelet);
            StatefulSet set = kubelet.statefulSet();

            // Like the garbage collector, which deletes the StatefulSet first.
            stack.apply("{paused: true}");
            stack.awaitCondition("Ready", "Paused");
            stack.client().resource(set).delete();
            stack.client().resource(onANode).delete();

            stack.awaitAsserted(() -> assertThat(
                            stack.client().resource(onANode).get().getMetadata().getDeletionGracePeriodSeconds())
                    .isLessThanOrEqualTo(10));
        }
    }

    @Test
    void aRestartedPodHasItsFullGracePeriod() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{database: {nodes: 3}}");
            Kubelet kubelet = new Kubelet(stack);
            Pod onANode = createOnANode(stack, kubelet);
            stack.client().resource(onANode).delete();
            stack.awaitNextRound();

            assertThat(stack.client().resource(onANode).get().getMetadata().getDeletionGracePeriodSeconds())
                    .isEqualTo(300);
        }
    }

    /** A scheduled pod, which a kubelet would have to stop; an unscheduled one is deleted at once. */
    private static Pod createOnANode(TestStack stack, Kubelet kubelet) {
        Pod pod = new PodBuilder(kubelet.databasePodOf(1))
                .editSpec()
                .withNodeName("node-1")
                .endSpec()
                .build();
        stack.create(pod);
        return pod;
    }

    private static List<String> arguments(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().getFirst().getArgs();
    }

    private static void awaitMemory(TestStack stack, int ordinal, String mode, String nodes) {
        stack.awaitAsserted(() -> assertThat(annotations(stack, ordinal))
                .containsEntry("movies.fusion/cluster-mode", mode)
                .containsEntry("movies.fusion/cluster-nodes", nodes));
    }

    private static Map<String, String> annotations(TestStack stack, int ordinal) {
        return stack.client()
                .persistentVolumeClaims()
                .inNamespace(stack.namespace())
                .withName(claim(stack, ordinal))
                .get()
                .getMetadata()
                .getAnnotations();
    }

    /** Plays the controller that protects claims in use, once no pod uses the claim. */
    private static void unprotect(TestStack stack, int ordinal) {
        stack.awaitAsserted(() -> {
            Resource<PersistentVolumeClaim> claim = stack.client()
                    .persistentVolumeClaims()
                    .inNamespace(stack.namespace())
                    .withName(claim(stack, ordinal));
            PersistentVolumeClaim present = claim.get();
            assertThat(present == null || present.getMetadata().getDeletionTimestamp() != null)
                    .as("the claim is being deleted")
                    .isTrue();
            if (present != null) {
                claim.edit(one -> {
                    one.getMetadata().setFinalizers(List.of());
                    return one;
                });
            }
        });
    }

    private static String claim(TestStack stack, int ordinal) {
        return "data-" + stack.name() + "-db-" + ordinal;
    }

    private static String uid(TestStack stack, int ordinal) {
        return stack.client()
                .pods()
                .inNamespace(stack.namespace())
                .withName(stack.name() + "-db-" + ordinal)
                .get()
                .getMetadata()
                .getUid();
    }
}
