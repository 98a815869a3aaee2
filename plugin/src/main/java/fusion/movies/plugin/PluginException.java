package fusion.movies.plugin;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Ends a command with a sentence and an exit code. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    public PluginException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    int exitCode() {
        return code.code();
    }

    static PluginException of(Throwable failure) {
        return switch (failure) {
            case PluginException told -> told;
            case KubernetesClientException refused -> of(refused);
            default ->
                new PluginException(
                        ExitCode.FAILED,
                        "An unexpected " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
        };
    }

    private static PluginException of(KubernetesClientException e) {
        if (e.getCode() <= 0) {
            // No response.
            return new PluginException(
                    ExitCode.NO_CLUSTER,
                    "No cluster responds: " + rootCause(e) + ". Check the kubeconfig's context: kubectl cluster-info.");
        }
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                new PluginException(
                        ExitCode.FORBIDDEN,
                        "The cluster does not accept the login of this context (401). Log in again, or choose another"
                                + " --context.");
            case HttpURLConnection.HTTP_FORBIDDEN ->
                new PluginException(
                        ExitCode.FORBIDDEN,
                        words(e) + ". status needs the ClusterRole view, load the ClusterRole edit, which the"
                                + " operator's install file extends; open needs permission to create"
                                + " pods/portforward.");
            default -> new PluginException(ExitCode.FAILED, "The API server refused the request: " + words(e));
        };
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The API server's message if there is one: the client's repeats URLs. */
    private static String words(KubernetesClientException e) {
        String message = e.getStatus() == null ? null : e.getStatus().getMessage();
        return message == null ? String.valueOf(e.getMessage()) : message;
    }
}
