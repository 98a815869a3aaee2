package fusion.movies.operator.database;

import fusion.movies.operator.nodes.NodeSignal;
import fusion.movies.operator.stack.Labels;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the pods of a deleted database within seconds. A draining node needs the others to take over its leases, so
 * nodes that stop together would wait for most of their grace period. Skipping the drain is safe: acknowledged writes
 * are on the volumes.
 *
 * <p>Driven by events, because reconciliations end with the stack. No finalizer: a stack can be deleted while no
 * operator runs; its pods then take their grace period.
 */
public final class Removal {

    private static final Logger log = LoggerFactory.getLogger(Removal.class);

    private static final long GRACE_SECONDS = 10;

    private static final Executor AFTER_GRACE =
            CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS, Removal::inBackground);

    private final KubernetesClient client;

    /** By uid, because a terminating pod raises several events. */
    private final Set<String> hurried = ConcurrentHashMap.newKeySet();

    public Removal(KubernetesClient client) {
        this.client = client;
    }

    /** A pod was added or changed. */
    public void seen(Pod pod) {
        if (endsSlowly(pod)) {
            inBackground(() -> hurry(pod));
        }
    }

    /** The StatefulSet is deleted or being deleted; its pods may have been terminated before it. */
    public void goes(StatefulSet set) {
        if (Labels.hasComponent(set.getMetadata().getLabels(), Labels.DATABASE)) {
            inBackground(() -> client
                    .pods()
                    .inNamespace(set.getMetadata().getNamespace())
                    .withLabels(set.getSpec().getSelector().getMatchLabels())
                    .list()
                    .getItems()
                    .stream()
                    .filter(Removal::endsSlowly)
                    .forEach(this::hurry));
        }
    }

    private static boolean endsSlowly(Pod pod) {
        Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
        return pod.getMetadata().getDeletionTimestamp() != null
                && grace != null
                && grace > GRACE_SECONDS
                && Labels.hasComponent(pod.getMetadata().getLabels(), Labels.DATABASE);
    }

    private void hurry(Pod pod) {
        String uid = pod.getMetadata().getUid();
        if (ownerIsGone(pod) && hurried.add(uid)) {
            AFTER_GRACE.execute(() -> {
                hurried.remove(uid);
                stopDraining(pod);
            });
            client.resource(pod).withGracePeriod(GRACE_SECONDS).delete();
        }
    }

    /** Once the kubelet has started to stop a container, it ignores a shorter grace period. */
    private void stopDraining(Pod pod) {
        try {
            NodeSignal.STOP_DRAINING.send(client, pod);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("The process of a removed node has exited, or exits after its grace period", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A restarted pod still has its owner. */
    private boolean ownerIsGone(Pod pod) {
        Optional<OwnerReference> owner = pod.getMetadata().getOwnerReferences().stream()
                .filter(one -> one.getKind().equals("StatefulSet"))
                .findFirst();
        if (owner.isEmpty()) {
            return false;
        }
        StatefulSet set = client.apps()
                .statefulSets()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(owner.get().getName())
                .get();
        return set == null
                || !set.getMetadata().getUid().equals(owner.get().getUid())
                || set.getMetadata().getDeletionTimestamp() != null;
    }

    /** Asynchronous, so that it does not block an informer's thread. */
    private static void inBackground(Runnable requests) {
        Thread.ofVirtual().start(() -> {
            try {
                requests.run();
            } catch (KubernetesClientException e) {
                log.debug("Pods of a removed database stop after their grace period", e);
            }
        });
    }
}
