package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.operator.harness.Audit;
import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.OnApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The operator has exactly the permissions that it uses, by the API server's audit log of all tests before. This class therefore runs last.
 */
@OnApiServer
@Isolated // which JUnit runs after all others
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeastRightsTest {

    /** Fewer stacks mean a run of single tests, which do not use every permission. */
    private static final int ALL_TESTS = 100;

    private static final Path INSTALL = Path.of("../install/movies-operator.yaml");

    private record Right(String verb, String group, String resource) implements Comparable<Right> {

        @Override
        public int compareTo(Right other) {
            return Comparator.comparing(Right::resource)
                    .thenComparing(Right::group)
                    .thenComparing(Right::verb)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
        }
    }

    private final Harness harness;

    LeastRightsTest(Harness harness) {
        this.harness = harness;
    }

    /** Elects a leader as JOSDK does if a lease is configured. */
    @Test
    @Order(1)
    void aLeaseIsAcquiredRenewedAndReleased() throws Exception {
        try (KubernetesClient client = harness.operatorsClient()) {
            AtomicInteger changes = new AtomicInteger();
            LeaderElector elector = client.leaderElector()
                    .withConfig(new LeaderElectionConfigBuilder()
                            .withName("test")
                            .withLock(new LeaseLock("movies-system", "rights", "test"))
                            .withLeaseDuration(Duration.ofSeconds(3))
                            .withRenewDeadline(Duration.ofSeconds(2))
                            .withRetryPeriod(Duration.ofMillis(200))
                            .withReleaseOnCancel(true)
                            .withLeaderCallbacks(new LeaderCallbacks(
                                    changes::incrementAndGet, changes::incrementAndGet, leader -> {}))
                            .build())
                    .build();
            CompletableFuture<?> election = elector.start();
            await().until(() -> renewed(client));
            election.cancel(true);
            await().untilAsserted(() -> assertThat(changes).hasValue(2));
        }
    }

    private static boolean renewed(KubernetesClient client) {
        Lease lease =
                client.leases().inNamespace("movies-system").withName("rights").get();
        return lease != null
                && lease.getSpec().getRenewTime().isAfter(lease.getSpec().getAcquireTime());
    }

    @Test
    void eachPermissionIsUsed() throws IOException {
        assumeThat(harness.stacksMade())
                .as("SKIPPED: that each right is used is seen only where all tests ran before; stacks made")
                .isGreaterThan(ALL_TESTS);
        Set<Right> granted = granted();
        granted.removeAll(used());
        // Needs a kubelet: CertificatesIT uses it.
        granted.removeIf(right -> right.resource().equals("pods/exec"));
        // JOSDK does not start without it, so every end-to-end test needs it.
        assertThat(granted.removeIf(right ->
                        right.resource().equals("leases") && right.verb().equals("update")))
                .isTrue();

        assertThat(granted).as("rights that no request needed").isEmpty();
    }

    @Test
    void noRequestIsRefused() {
        assertThat(harness.requests().stream().map(Audit.Request::refusal).filter(words -> !words.isEmpty()))
                .as("requests that the API server refused for want of a right")
                .isEmpty();
    }

    private Set<Right> used() {
        Set<Right> used = new TreeSet<>();
        for (Audit.Request request : harness.requests()) {
            used.add(new Right(request.verb(), request.group(), request.resource()));
            if (request.hasCreated()) {
                used.add(new Right("create", request.group(), request.resource()));
            }
        }
        return used;
    }

    private Set<Right> granted() throws IOException {
        Set<Right> granted = new TreeSet<>();
        try (InputStream file = Files.newInputStream(INSTALL)) {
            harness.administrator().load(file).items().stream()
                    .flatMap(object -> rules(object).stream())
                    .forEach(rule -> rule.getApiGroups()
                            .forEach(group -> rule.getResources()
                                    .forEach(resource -> rule.getVerbs()
                                            .forEach(verb -> granted.add(new Right(verb, group, resource))))));
        }
        return granted;
    }

    private static List<PolicyRule> rules(HasMetadata object) {
        return switch (object) {
            case ClusterRole role when !isForUsers(role) -> role.getRules();
            case Role role -> role.getRules();
            default -> List.of();
        };
    }

    /** The rules aggregated to admin, edit and view. */
    private static boolean isForUsers(ClusterRole role) {
        return Stream.ofNullable(role.getMetadata().getLabels())
                .flatMap(labels -> labels.keySet().stream())
                .anyMatch(label -> label.startsWith("rbac.authorization.k8s.io/aggregate-to-"));
    }
}
