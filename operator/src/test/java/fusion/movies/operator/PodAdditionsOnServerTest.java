package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.Loader;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pods with all additions that a spec can have, and PodDisruptionBudgets, on an API server. */
@OnApiServer
class PodAdditionsOnServerTest {

    private static final String POD = """
            pod: {labels: {team: films}, annotations: {a: b}, nodeSelector: {disk: ssd}, tolerations: [{key: dedicated}],
             priorityClassName: system-cluster-critical, serviceAccountName: default,
             topologySpreadConstraints: [{maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule}],
             volumes: [{name: ca, mountPath: /usr/share/ca, readOnly: true, configMap: {name: corp-ca, optional: true}},
              {name: scratch, mountPath: /scratch, emptyDir: {sizeLimit: 1Gi}}]}""";

    private final Harness harness;

    PodAdditionsOnServerTest(Harness harness) {
        this.harness = harness;
    }

    @Test
    void aStackWithEveryAdditionBecomesReadyAndIsNotWrittenAgain() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{database: {%s}, api: {%s}, seed: {%s}}".formatted(POD, POD, POD));
            Kubelet kubelet = new Kubelet(stack);
            kubelet.runDatabase();
            stack.awaitCondition("SchemaReady", "SchemaUpToDate");
            kubelet.runApi();
            new Loader(stack, kubelet).loads(253);
            stack.awaitCondition("Ready", "Serving");
            stack.awaitNextRound();

            List<Long> before = generations(kubelet);
            stack.awaitNextRound();
            stack.awaitNextRound();

            assertThat(generations(kubelet)).isEqualTo(before);
            assertThat(kubelet.deployment().getSpec().getTemplate().getSpec().getVolumes())
                    .extracting("name")
                    .contains("user-ca", "user-scratch");
        }
    }

    @Test
    void aPodDisruptionBudgetExistsFromTheSecondPodOn() {
        try (TestStack stack = harness.newStack()) {
            String budget = stack.name() + "-api";
            stack.apply("{}");
            stack.awaitAsserted(() ->
                    assertThat(stack.exists(PodDisruptionBudget.class, budget)).isTrue());

            stack.apply("{api: {replicas: 1}}");
            stack.awaitAsserted(() ->
                    assertThat(stack.exists(PodDisruptionBudget.class, budget)).isFalse());

            stack.apply("{api: {autoscaling: {minReplicas: 2, maxReplicas: 4}}}");
            stack.awaitAsserted(() ->
                    assertThat(stack.exists(PodDisruptionBudget.class, budget)).isTrue());
        }
    }

    /** Not resource versions, because the test itself changes fields outside the specs. */
    private static List<Long> generations(Kubelet kubelet) {
        return Stream.of(kubelet.statefulSet(), kubelet.deployment())
                .map(object -> object.getMetadata().getGeneration())
                .toList();
    }
}
