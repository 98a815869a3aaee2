package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.database.Shape.Mode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollTest {

    private static final Shape THREE = new Shape(Mode.CLUSTER, 3);

    private static StatefulSet set(long seen) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName("db")
                .withGeneration(2L)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(seen)
                .withUpdateRevision("new")
                .endStatus()
                .build();
    }

    private static Pod pod(int ordinal, String revision, boolean ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("db-" + ordinal)
                .addToLabels(Roll.REVISION, revision)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withArgs("start")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
    }

    private static Roll next(Pod... pods) {
        return Roll.next(set(2), THREE, List.of(pods));
    }

    @Test
    void podsWithTheCurrentTemplateStay() {
        assertThat(next(pod(0, "new", true), pod(1, "new", true), pod(2, "new", false)))
                .isEqualTo(new Roll.Done());
    }

    @Test
    void aTemplateThatTheControllerHasNotObservedHasNoRevision() {
        assertThat(Roll.next(set(1), THREE, List.of(pod(0, "old", true)))).isEqualTo(new Roll.Unseen());
    }

    @Test
    void theHighestOrdinalIsFirstIfTheClusterIsHealthy() {
        Pod last = pod(2, "old", true);

        assertThat(next(pod(0, "old", true), pod(1, "old", true), last)).isEqualTo(new Roll.ReplaceIfHealthy(last, 3));
    }

    @Test
    void thenTheNextOne() {
        Pod second = pod(1, "old", true);

        assertThat(next(pod(0, "old", true), second, pod(2, "new", true)))
                .isEqualTo(new Roll.ReplaceIfHealthy(second, 2));
    }

    @Test
    void aPodThatDoesNotComeBackStopsTheRoll() {
        assertThat(next(pod(0, "old", true), pod(1, "old", true), pod(2, "new", false)))
                .isEqualTo(new Roll.Wait("db-2", 2));
    }

    @Test
    void aMissingPodStopsTheRoll() {
        assertThat(next(pod(0, "old", true), pod(2, "new", true))).isEqualTo(new Roll.Wait("db-1", 1));
    }

    @Test
    void aTerminatingPodStopsTheRoll() {
        Pod ending = pod(2, "old", false);
        ending.getMetadata().setDeletionTimestamp("2026-11-26T00:00:00Z");

        assertThat(next(pod(0, "old", true), pod(1, "old", true), ending)).isEqualTo(new Roll.Wait("db-2", 3));
    }

    @Test
    void anOutdatedPodThatServesNoClientsIsFirst() {
        Pod away = pod(1, "old", false);

        assertThat(next(pod(0, "old", true), away, pod(2, "old", true))).isEqualTo(new Roll.Replace(away, 3));
    }

    @Test
    void aSingleNodeIsRestartedWithoutChecks() {
        Pod only = pod(0, "old", true);

        assertThat(Roll.next(set(2), new Shape(Mode.SINGLE_NODE, 1), List.of(only)))
                .isEqualTo(new Roll.Replace(only, 1));
    }

    @Test
    void aSingleNodeThatBecomesOneOfSeveralIsRestartedBeforeTheyAreReady() {
        Pod single = pod(0, "old", true);
        single.getSpec().getContainers().getFirst().setArgs(List.of("start-single-node"));

        assertThat(next(single, pod(1, "new", false), pod(2, "new", false))).isEqualTo(new Roll.Replace(single, 1));
    }

    @Test
    void aPodWithoutARevisionIsNotMistakenForAnOutdatedOne() {
        Pod unlabelled = pod(0, "old", true);
        unlabelled.getMetadata().setLabels(null);

        assertThat(next(unlabelled, pod(1, "new", true), pod(2, "new", true))).isEqualTo(new Roll.Done());
    }
}
