package fusion.movies.operator.certificates;

import fusion.movies.operator.certificates.NodeSight.Presented;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.security.auth.x500.X500Principal;

/** The database's pods that may hold certificates in memory, and what their handshakes show. */
final class RunningNodes {

    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    private final NodeAddresses addresses;

    RunningNodes(NodeAddresses addresses) {
        this.addresses = addresses;
    }

    /** An unscheduled pod reads the Secret when it starts. */
    static List<Pod> pods(StackObjects objects) {
        return objects.all(Pod.class, Labels.DATABASE).stream()
                .filter(pod -> pod.getStatus() != null && !OVER.contains(String.valueOf(phase(pod))))
                .filter(pod -> has(pod, "PodScheduled"))
                .toList();
    }

    /**
     * @param askWhomTheyTrust only if needed: a node logs each client that disconnects before logging in
     */
    List<NodeSight> look(StackNames names, List<Pod> pods, boolean askWhomTheyTrust) {
        try (ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<NodeSight>> sights = pods.stream()
                    .map(pod -> CompletableFuture.supplyAsync(() -> look(names, pod, askWhomTheyTrust), looks))
                    .toList();
            return sights.stream().map(CompletableFuture::join).toList();
        }
    }

    private NodeSight look(StackNames names, Pod pod, boolean askWhomTheyTrust) {
        String name = pod.getMetadata().getName();
        int ordinal = StackNames.ordinal(pod);
        Presented presented = new Presented.Nothing();
        Optional<Set<X500Principal>> trusted = Optional.empty();
        try {
            if ("Running".equals(phase(pod))) {
                presented = Handshake.presented(addresses.http(names, ordinal));
            }
            // Before it joins a cluster, a node accepts connections but never responds.
            if (askWhomTheyTrust && has(pod, "Ready")) {
                trusted = Handshake.trusted(addresses.sql(names, ordinal));
            }
        } catch (KubernetesClientException e) {
            // A port that cannot be forwarded is treated like a node that does not respond.
        }
        return new NodeSight(name, presented, trusted);
    }

    private static String phase(Pod pod) {
        return pod.getStatus().getPhase();
    }

    private static boolean has(Pod pod, String condition) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(found -> condition.equals(found.getType()) && "True".equals(found.getStatus()));
    }
}
