package fusion.movies.operator.certificates;

import fusion.movies.operator.nodes.NodeSignal;
import fusion.movies.operator.pods.MountedVersions;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Makes a node reload its certificates without a restart: on SIGHUP it rereads its files. The files may arrive after
 * the signal, so it is sent in each reconciliation until a handshake shows the new certificate.
 */
final class Reload {

    /** Annotation of a node's pod: the certificates that it should have. */
    private static final String VERSION = "movies.fusion/node-certificate";

    private Reload() {}

    static void apply(List<Pod> pods, String version, Writes writes, StackObjects objects) {
        writes.attempt(() -> {
            MountedVersions.note(pods, Map.of(VERSION, version), objects);
            return version;
        });
        pods.forEach(pod -> signal(pod, objects).ifPresent(writes::note));
    }

    /** Why a signal did not arrive. */
    private static Optional<StepResult> signal(Pod pod, StackObjects objects) {
        String name = pod.getMetadata().getName();
        try {
            int code = NodeSignal.RELOAD_CERTIFICATES.send(objects.client(), pod);
            return code == 0 ? Optional.empty() : Optional.of(unsent(name, "the command ended with " + code));
        } catch (KubernetesClientException e) {
            return Optional.of(refused(name, e));
        } catch (ExecutionException e) {
            return Optional.of(unsent(name, "the connection broke"));
        } catch (TimeoutException e) {
            return Optional.of(unsent(name, "no response for " + NodeSignal.LIMIT_SECONDS + " s"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(unsent(name, "the operator is shutting down"));
        }
    }

    /** A refused WebSocket has no message of the API server. */
    private static StepResult refused(String pod, KubernetesClientException e) {
        int code = e.getCause() instanceof WebSocketHandshakeException handshake
                ? handshake.getResponse().code()
                : e.getCode();
        if (code == HttpURLConnection.HTTP_FORBIDDEN) {
            return forbidden(pod);
        }
        return unsent(pod, code > 0 ? "the API server answered " + code : "the API server did not respond");
    }

    private static StepResult forbidden(String pod) {
        return new StepResult.Hindered(
                "ReloadForbidden",
                "Pod " + pod
                        + " must reload its renewed certificate, but the operator is not allowed to signal it."
                        + " Allow the operator's service account to create pods/exec, as install/movies-operator.yaml"
                        + " does, or delete the pod.");
    }

    private static StepResult unsent(String pod, String why) {
        return new StepResult.Changing(
                "Reloading",
                "The signal to reload the certificates did not reach pod " + pod + " (" + why + ") and is sent again.");
    }
}
