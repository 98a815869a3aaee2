package fusion.movies.operator.nodes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends signals to a node's process, the first of its container. */
public enum NodeSignal {
    /** Reloads its certificates. */
    RELOAD_CERTIFICATES("HUP"),
    /** While it drains: exits at once. Acknowledged writes are on its volume. */
    STOP_DRAINING("INT");

    public static final int LIMIT_SECONDS = 5;

    private static final String CONTAINER = "cockroachdb";

    private final String name;

    NodeSignal(String name) {
        this.name = name;
    }

    /**
     * @return the exit code of the command that sends it
     * @throws ExecutionException if the connection broke
     */
    public int send(KubernetesClient client, Pod pod)
            throws ExecutionException, InterruptedException, TimeoutException {
        try (ExecWatch command = client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .inContainer(CONTAINER)
                // The API server requires at least one stream.
                .writingOutput(OutputStream.nullOutputStream())
                .exec("/bin/sh", "-c", "kill -" + name + " 1")) {
            return command.exitCode().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }
}
