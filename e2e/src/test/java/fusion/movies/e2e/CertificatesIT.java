package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Certificates of three nodes are renewed and lost under load: no pod restarts, and no request fails. */
@OnCluster
class CertificatesIT {

    private static final int NODES = 3;
    private static final int READERS = 4;
    /** The kubelet's sync period of a Secret without a trigger, plus some rounds of the operator. */
    private static final Duration RELOAD = Duration.ofMinutes(3);
    /** Pods get two minutes to read the new CA, followed by three rounds of signals. */
    private static final Duration CHANGE_OF_AUTHORITY = Duration.ofMinutes(8);

    private static final String SPEC = """
        database:
          nodes: 3
          resources: {requests: {cpu: 50m, memory: 128Mi}, limits: {memory: 1Gi}}
        api: {replicas: 1}
        """;

    private final TestNamespace namespace;
    private final Stack movies;
    private History history;
    private Readers readers;
    private List<String> lives;

    CertificatesIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
    }

    @BeforeAll
    void readers_of_a_stack_of_three_nodes() {
        ToolsPod pod = ToolsPod.start(namespace);
        movies.apply(SPEC);
        String url = movies.awaitSettled().getStatus().api().url();
        history = History.of(movies);
        readers = Readers.start(READERS, pod, url + "/api/v1/movies?limit=5");
        lives = lives();
        await().atMost(RELOAD).until(() -> readers.answered() > 0);
    }

    @AfterAll
    void end_the_readers() {
        readers.close();
        history.close();
    }

    @Test
    @Order(1)
    void a_renewed_certificate_is_presented_by_every_node_without_a_restart() {
        List<BigInteger> before = serials();
        Instant begun = Instant.now();

        secret("movies-db-node").delete();

        await().atMost(RELOAD)
                .untilAsserted(() -> assertThat(serials())
                        .doesNotContainAnyElementsOf(before)
                        .containsOnly(serials().getFirst()));
        movies.await(
                "have reloaded",
                RELOAD,
                stack -> Stack.condition(stack, "CertificatesReady")
                        .filter(condition -> condition.getReason().equals("Issued"))
                        .isPresent());
        System.out.printf("A renewed certificate was presented after %d s%n", since(begun));
        assertThatNoReaderNoticed();
    }

    @Test
    @Order(2)
    @Tag("reliability")
    void a_lost_CA_is_replaced_without_a_restart() {
        String before = namespace.secretValue("movies-db-ca", "ca.crt");
        Instant begun = Instant.now();

        secret("movies-db-ca").delete();

        movies.await(
                "trust both",
                RELOAD,
                stack -> Stack.condition(stack, "CertificatesReady")
                        .filter(condition -> condition.getReason().equals("AuthorityChanging"))
                        .isPresent());
        assertThat(namespace.secretValue("movies-db-ca", "ca.crt")).endsWith(before);
        movies.await(
                "have one authority",
                CHANGE_OF_AUTHORITY,
                stack -> Stack.condition(stack, "CertificatesReady")
                        .filter(condition -> condition.getReason().equals("Issued"))
                        .isPresent());
        System.out.printf("A lost authority was replaced after %d s%n", since(begun));

        String after = namespace.secretValue("movies-db-ca", "ca.crt");
        assertThat(after).doesNotContain(before);
        assertThat(namespace.secretValue("movies-db-node", "ca.crt")).isEqualTo(after);
        assertThat(namespace.secretValue("movies-db-client-root", "ca.crt")).isEqualTo(after);
        assertThat(presented())
                .extracting(certificate -> certificate.getIssuerX500Principal().getName())
                .containsOnly(presented().getFirst().getIssuerX500Principal().getName());
        assertThatNoReaderNoticed();
    }

    private void assertThatNoReaderNoticed() {
        long answered = readers.answered();
        await().atMost(RELOAD).until(() -> readers.answered() > answered);
        assertThat(lives()).isEqualTo(lives);
        assertThat(readers.failures()).isEmpty();
        assertThat(history.states())
                .allSatisfy(state -> assertThat(List.of("Ready", "CertificatesReady", "DatabaseReady", "SchemaReady"))
                        .allSatisfy(type -> assertThat(Stack.condition(state.stack(), type))
                                .hasValueSatisfying(condition -> assertThat(condition.getStatus())
                                        .as("%s: %s", type, condition.getMessage())
                                        .isEqualTo("True"))));
    }

    /**
     * Of every pod of the stack except the Jobs': a re-created pod has another uid, a restarted container another
     * count.
     */
    private List<String> lives() {
        return StackObjects.of(movies, Pod.class).stream()
                .filter(pod -> !pod.getStatus().getPhase().equals("Succeeded"))
                .map(pod -> "%s %s %d"
                        .formatted(
                                pod.getMetadata().getName(),
                                pod.getMetadata().getUid(),
                                pod.getStatus()
                                        .getContainerStatuses()
                                        .getFirst()
                                        .getRestartCount()))
                .sorted()
                .toList();
    }

    private List<X509Certificate> presented() {
        return IntStream.range(0, NODES)
                .mapToObj(node -> PresentedCertificate.of(movies, node))
                .toList();
    }

    private List<BigInteger> serials() {
        return presented().stream().map(X509Certificate::getSerialNumber).toList();
    }

    private Resource<Secret> secret(String name) {
        return namespace.client().secrets().inNamespace(namespace.name()).withName(name);
    }

    private static long since(Instant begun) {
        return Duration.between(begun, Instant.now()).toSeconds();
    }
}
