package fusion.movies.plugin;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select cluster and namespace, as in kubectl. */
public final class ClusterOptions {

    private static final int CONNECTION_SECONDS = 5;

    /** A user is waiting: an unresponsive cluster is reported after seconds. */
    private static final int RETRIES = 1;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The stack's namespace. Default: the context's.")
    private @Nullable String namespace;

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            description = "Context of the kubeconfig. Default: the current one.")
    private @Nullable String context;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Default: KUBECONFIG, or ~/.kube/config.")
    private @Nullable Path kubeconfig;

    public Cluster connect() {
        if (kubeconfig != null) {
            if (!Files.isReadable(kubeconfig)) {
                throw new PluginException(ExitCode.NO_CLUSTER, "The kubeconfig " + kubeconfig + " cannot be read.");
            }
            // fabric8 prefers this to the variable KUBECONFIG.
            System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, kubeconfig.toString());
        }
        Config found = Config.autoConfigure(context);
        if (context != null
                && found.getContexts().stream()
                        .noneMatch(known -> known.getName().equals(context))) {
            throw new PluginException(
                    ExitCode.NO_CLUSTER,
                    "The kubeconfig has no context '" + context + "'. kubectl config get-contexts lists its contexts.");
        }
        if (found.getContexts().isEmpty() && found.getAutoOAuthToken() == null) {
            throw new PluginException(
                    ExitCode.NO_CLUSTER,
                    "No cluster: no kubeconfig with a context was found. Set KUBECONFIG or --kubeconfig.");
        }
        Config config = new ConfigBuilder(found)
                .withRequestRetryBackoffLimit(RETRIES)
                .withConnectionTimeout(CONNECTION_SECONDS * 1000)
                .build();
        String chosen = namespace != null ? namespace : config.getNamespace();
        return new Cluster(
                new KubernetesClientBuilder().withConfig(config).build(), chosen == null ? "default" : chosen);
    }
}
