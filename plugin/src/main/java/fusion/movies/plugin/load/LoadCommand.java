package fusion.movies.plugin.load;

import fusion.movies.crd.MoviesStack;
import fusion.movies.plugin.Cluster;
import fusion.movies.plugin.ClusterOptions;
import fusion.movies.plugin.ExitCode;
import fusion.movies.plugin.PluginException;
import fusion.movies.plugin.Terminal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kubectl movies load}: loads a stack's movies again and follows the load. */
@Command(
        name = "load",
        description = "Loads a stack's movies again from the source in its spec, and follows the load.",
        footer =
                "It sets spec.seed.revision. During the load, and if it fails, the movies of the last load are served.",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private ClusterOptions options;

    @Parameters(paramLabel = "NAME", description = "The stack.")
    private String name;

    @Option(
            names = "--revision",
            paramLabel = "TEXT",
            description = "Value of seed.revision. Default: the" + " current time.")
    private @Nullable String revision;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long to follow; the load continues afterwards. Default: ${DEFAULT-VALUE}.")
    private long timeout;

    @Option(names = "--no-wait", description = "Requests the load without following it.")
    private boolean doesNotWait;

    public LoadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Cluster cluster = options.connect()) {
            check(cluster.require(name));
            Resource<MoviesStack> resource = cluster.stack(name);
            long generation = request(cluster, resource);
            if (doesNotWait) {
                terminal.out().println("Requested. kubectl movies status " + name + " shows its progress.");
                return ExitCode.DONE.code();
            }
            return told(follow(resource, generation));
        }
    }

    private void check(MoviesStack stack) {
        if (!stack.getSpec().seed().enabled()) {
            throw new PluginException(
                    ExitCode.FAILED, "spec.seed.enabled of " + name + " is false: this stack loads no movies.");
        }
        if (stack.getSpec().paused()) {
            throw new PluginException(
                    ExitCode.FAILED,
                    "spec.paused of " + name + " is true: the operator changes nothing until it is false.");
        }
        String present = stack.getSpec().seed().revision();
        if (revision != null && revision.equals(present)) {
            throw new PluginException(
                    ExitCode.FAILED,
                    "seed.revision of " + name + " is '" + revision + "' already: use another value to load again.");
        }
    }

    /** @return the generation of the spec that requests the load */
    private long request(Cluster cluster, Resource<MoviesStack> resource) {
        String text = revision != null
                ? revision
                : Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String patch = cluster.client()
                .getKubernetesSerialization()
                .asJson(Map.of("spec", Map.of("seed", Map.of("revision", text))));
        PatchContext context = new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("kubectl-movies")
                // Otherwise a CRD without the field would silently drop it.
                .withFieldValidation("Strict")
                .build();
        try {
            return resource.patch(context, patch).getMetadata().getGeneration();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 422 || e.getCode() == 400) {
                throw new PluginException(
                        ExitCode.FAILED,
                        "The API server refuses seed.revision: " + e.getMessage()
                                + ". If the field is unknown, the operator is older than this plugin.");
            }
            throw e;
        }
    }

    private LoadState follow(Resource<MoviesStack> resource, long generation) {
        ProgressBar bar = new ProgressBar(terminal);
        bar.show("Requested; the operator has not started it yet.");
        LoadState[] last = {new LoadState.Requested()};
        try {
            resource.waitUntilCondition(
                    stack -> {
                        last[0] = LoadState.of(stack, generation);
                        if (last[0] instanceof LoadState.UnderWay underWay) {
                            bar.show(underWay);
                        }
                        return last[0] instanceof LoadState.Loaded || last[0] instanceof LoadState.Failed;
                    },
                    timeout,
                    TimeUnit.SECONDS);
            return last[0];
        } catch (KubernetesClientTimeoutException e) {
            throw new PluginException(ExitCode.TIMEOUT, tooLong(last[0]));
        } finally {
            bar.end();
        }
    }

    private String tooLong(LoadState last) {
        String minutes = Duration.ofSeconds(timeout).toString().substring(2).toLowerCase(Locale.ROOT);
        return last instanceof LoadState.UnderWay underWay
                ? "The load has not finished after " + minutes + " and continues: " + underWay.message()
                : "The operator has not started the load within " + minutes
                        + ". Is it running? kubectl get pods -A -l app.kubernetes.io/name=movies-operator";
    }

    private int told(LoadState end) {
        return switch (end) {
            case LoadState.Loaded loaded -> {
                terminal.out().println(loaded.message());
                yield ExitCode.DONE.code();
            }
            case LoadState.Failed failed ->
                throw new PluginException(
                        ExitCode.FAILED,
                        failed.message() + " The movies of the last load are served; the operator retries.");
            case LoadState.Requested _, LoadState.UnderWay _ ->
                throw new IllegalStateException("The load has not finished");
        };
    }
}
