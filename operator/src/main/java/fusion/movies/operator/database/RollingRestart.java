package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.nodes.NodeMetricsReader;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/**
 * Restarts the pods with the StatefulSet's current template, one at a time, each only while the cluster is fully
 * healthy.
 */
final class RollingRestart {

    private final NodeMetricsReader metrics;

    RollingRestart(NodeMetricsReader metrics) {
        this.metrics = metrics;
    }

    /**
     * Takes the next step.
     *
     * @param mayTakeReady false while nodes join or leave: then only pods that serve no clients are replaced
     * @param authority CA of the nodes' certificates, PEM
     * @return the progress; empty if all pods have the current template
     */
    Optional<StepResult> step(
            MoviesStack stack,
            StatefulSet set,
            Shape shape,
            List<Pod> pods,
            boolean mayTakeReady,
            String authority,
            StackObjects objects) {
        return switch (Roll.next(set, shape, pods)) {
            case Roll.Done done -> Optional.empty();
            case Roll.Unseen unseen ->
                Optional.of(rolling("The StatefulSet controller has not observed the change yet."));
            case Roll.Wait wait ->
                Optional.of(rolling(
                        done(shape, wait.outdated()) + " The next one waits until " + wait.podAway() + " is ready."));
            case Roll.Replace replace -> Optional.of(replace(replace.pod(), replace.outdated(), shape, objects));
            case Roll.ReplaceIfHealthy next ->
                Optional.of(
                        !mayTakeReady
                                ? rolling(done(shape, next.outdated())
                                        + " The next one waits until no node is joining or leaving.")
                                : gate(stack, shape, authority)
                                        .map(lack ->
                                                rolling(done(shape, next.outdated()) + " The next one waits: " + lack))
                                        .orElseGet(() -> replace(next.pod(), next.outdated(), shape, objects)));
        };
    }

    private static StepResult replace(Pod pod, int outdated, Shape shape, StackObjects objects) {
        delete(pod, objects);
        return rolling(done(shape, outdated) + " " + pod.getMetadata().getName() + " is being restarted.");
    }

    /** Deletes a pod by the observed resourceVersion: a pod that changed in the meantime is re-evaluated first. */
    static Pod delete(Pod pod, StackObjects objects) {
        try {
            objects.client()
                    .resource(pod)
                    .lockResourceVersion(pod.getMetadata().getResourceVersion())
                    .delete();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
        return pod;
    }

    /** Why the next pod cannot be restarted yet. */
    private Optional<String> gate(MoviesStack stack, Shape shape, String authority) {
        StackNames names = StackNames.of(stack);
        for (int ordinal = 0; ordinal < shape.nodes(); ordinal++) {
            String node = names.databasePod(ordinal);
            try {
                Optional<String> lack = metrics.read(names, ordinal, authority).lacks(shape.nodes());
                if (lack.isPresent()) {
                    return Optional.of(node + " reports " + lack.get() + ".");
                }
            } catch (IOException e) {
                return Optional.of("the metrics of " + node + " cannot be read: " + e.getMessage() + ".");
            }
        }
        return Optional.empty();
    }

    private static String done(Shape shape, int outdated) {
        return (shape.nodes() - outdated) + " of " + shape.inWords() + " restarted with the current settings.";
    }

    private static StepResult rolling(String message) {
        return new StepResult.Changing("Rolling", message);
    }
}
