package fusion.movies.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodFluent;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A pod with a shell in the namespace, for a client's view from inside the cluster. */
record ToolsPod(TestNamespace namespace, String name) {

    private static final String CLAIM_FOLDER = "/claim";

    static ToolsPod start(TestNamespace namespace) {
        return start(namespace, "tools", _ -> {});
    }

    /** A pod that sees the processes of its node and can kill them. */
    static ToolsPod onNode(TestNamespace namespace) {
        return start(
                namespace,
                "node",
                spec -> spec.withHostPID(true)
                        .editSecurityContext()
                        .withRunAsUser(0L)
                        .endSecurityContext());
    }

    /** Creates a claim and copies the file to its volume. */
    static void fill(TestNamespace namespace, String claim, Path file) {
        namespace.claim(claim);
        ToolsPod filler = start(
                namespace,
                "fill-" + claim,
                spec -> spec.addNewVolume()
                        .withName("claim")
                        .withNewPersistentVolumeClaim()
                        .withClaimName(claim)
                        .endPersistentVolumeClaim()
                        .endVolume()
                        .editFirstContainer()
                        .addNewVolumeMount()
                        .withName("claim")
                        .withMountPath(CLAIM_FOLDER)
                        .endVolumeMount()
                        .endContainer());
        filler.put(file, CLAIM_FOLDER + "/" + file.getFileName());
        filler.resource().withGracePeriod(0).delete();
        filler.resource().waitUntilCondition(pod -> pod == null, 60, TimeUnit.SECONDS);
    }

    private static ToolsPod start(
            TestNamespace namespace, String name, Consumer<PodFluent<PodBuilder>.SpecNested<PodBuilder>> more) {
        PodFluent<PodBuilder>.SpecNested<PodBuilder> spec = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(0L)
                .withNewSecurityContext()
                .withRunAsUser(1000L)
                .withFsGroup(1000L)
                .endSecurityContext()
                .addNewContainer()
                .withName("tools")
                .withImage(namespace.cluster().tools())
                .withCommand("sleep", "2147483647")
                .endContainer();
        more.accept(spec);
        namespace.client().resource(spec.endSpec().build()).create();
        ToolsPod pod = new ToolsPod(namespace, name);
        pod.resource().waitUntilReady(60, TimeUnit.SECONDS);
        return pod;
    }

    void put(Path file, String path) {
        // A connection that breaks too early leaves no file, and is reported or not.
        await("the file in the pod")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> {
                    resource().file(path).upload(file);
                    return run("sh", "-c", "stat -c %s " + path + " || true")
                            .strip()
                            .equals(String.valueOf(Files.size(file)));
                });
    }

    String address() {
        return resource().get().getStatus().getPodIP();
    }

    /** The response of a URL. Without wget's -T, which crashes busybox 1.35. */
    String get(String url) {
        return run("timeout", "15", "wget", "-q", "-O", "-", url);
    }

    /** The complete output of a command; a failed command is an error. */
    String run(String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecWatch watch = resource().writingOutput(out).writingError(err).exec(command)) {
            Integer exit = watch.exitCode().get(60, TimeUnit.SECONDS);
            if (exit != 0) {
                throw new AssertionError("%s ended with %d in pod %s: %s"
                        .formatted(String.join(" ", command), exit, name, err.toString(StandardCharsets.UTF_8)));
            }
        } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("%s did not end in pod %s".formatted(String.join(" ", command), name), e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A command that runs until it is closed and writes its output to the stream. */
    ExecWatch start(OutputStream out, String script) {
        return resource().writingOutput(out).exec("sh", "-c", script);
    }

    private PodResource resource() {
        return namespace.client().pods().inNamespace(namespace.name()).withName(name);
    }
}
