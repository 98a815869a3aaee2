package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.harness.Audit;
import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.Loader;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cost of one reconciliation of a stack at rest. */
@OnApiServer
class AtRestTest {

    private static final int SECRETS = 2;

    private final Harness harness;

    AtRestTest(Harness harness) {
        this.harness = harness;
    }

    @Test
    void aRoundLogsInToAnExternalServerOnceReadsEachSecretOnceAndWritesNothing() {
        try (TestStack stack = harness.newStack()) {
            serveFromExternalServer(stack);
            stack.awaitNextRound();
            int rounds = stack.awaitIdle();
            int logins = stack.node().logins();
            int requests = requests(stack).size();

            stack.awaitNextRound();

            // Another event may have started one more.
            stack.awaitAsserted(() -> {
                int more = stack.rounds() - rounds;
                List<Audit.Request> all = requests(stack);
                assertThat(stack.node().logins() - logins).isEqualTo(more);
                assertThat(all.subList(requests, all.size()))
                        .hasSize(SECRETS * more)
                        .allSatisfy(request -> {
                            assertThat(request.verb()).isEqualTo("get");
                            assertThat(request.resource()).isEqualTo("secrets");
                        });
            });
        }
    }

    @Test
    void theNextRoundReportsALostServerAndItsReturn() {
        try (TestStack stack = harness.newStack()) {
            serveFromExternalServer(stack);
            stack.node().goAway();
            stack.awaitNextRound();

            stack.awaitCondition("DatabaseReady", "Unreachable");

            stack.node().comeBack();
            stack.awaitCondition("DatabaseReady", "ExternalServer");
        }
    }

    private static void serveFromExternalServer(TestStack stack) {
        stack.secret("server-ca", Map.of("ca.crt", stack.externalCertificates().authority()));
        stack.secret("admin", Map.of("db_user", "root", "db_password", "any"));
        stack.apply("{database: {external: {host: localhost, port: "
                + stack.node().port() + ", caSecretRef: {name: server-ca}, adminSecretRef: {name: admin}}}}");
        Kubelet kubelet = new Kubelet(stack);
        kubelet.runApi();
        new Loader(stack, kubelet).loads(3);
        stack.awaitCondition("Ready", "Serving");
    }

    private List<Audit.Request> requests(TestStack stack) {
        return harness.requests().stream()
                .filter(request -> request.namespace().equals(stack.namespace()))
                .toList();
    }
}
