package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.Loader;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.TestStack;
import org.junit.jupiter.api.Test;

/** A stack from creation to Ready, with each step's condition. */
@OnApiServer
class ReconcilerTest {

    private final Harness harness;

    ReconcilerTest(Harness harness) {
        this.harness = harness;
    }

    @Test
    void aStackBecomesReadyStepByStep() {
        try (TestStack stack = harness.newStack()) {
            Kubelet kubelet = new Kubelet(stack);
            stack.apply("{}");
            stack.awaitCondition("DatabaseReady", "Starting");

            kubelet.runDatabase();
            stack.awaitCondition("SchemaReady", "SchemaUpToDate");
            stack.awaitCondition("ApiReady", "Waiting");

            kubelet.runApi();
            stack.awaitCondition("ApiReady", "PodsReady");
            stack.awaitCondition("Ready", "Loading");

            new Loader(stack, kubelet).loads(253);
            stack.awaitCondition("Ready", "Serving");

            assertThat(stack.get().getStatus().seed().films()).isEqualTo(253);
        }
    }
}
