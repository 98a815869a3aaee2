package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import fusion.movies.operator.harness.PodStates;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** A pod does not run: the same reasons and messages for the pods of database, API and loader. */
final class PodRows {

    /** A part of the stack that has pods. */
    private record Part(
            String whose,
            String condition,
            String owner,
            String pod,
            String resources,
            String image,
            String container,
            String memory,
            Consumer<Scene> before,
            BiConsumer<Scene, Function<Pod, PodStatus>> pods,
            Consumer<Scene> refusal) {}

    private static final Part DATABASE = new Part(
            "the database",
            "DatabaseReady",
            "StatefulSet 'movies-db'",
            "movies-db-0",
            "database.resources",
            "cockroachdb/cockroach:test",
            "cockroachdb",
            "2Gi",
            scene -> {},
            (scene, state) -> scene.kubelet().databasePod(0, state),
            scene -> scene.kubelet().databasePodIsRefused());

    private static final Part API = new Part(
            "the API",
            "ApiReady",
            "Deployment 'movies-api'",
            "movies-api-rs1-0",
            "api.resources",
            "movies-fusion/movies-api:test",
            "api",
            "512Mi",
            scene -> {},
            (scene, state) -> {
                scene.kubelet().apiPod(0, state);
                scene.kubelet().apiReady(0, 2);
            },
            scene -> scene.kubelet().apiPodIsRefused());

    private static final Part LOADER = new Part(
            "the loader",
            "Seeded",
            "Job 'movies-seed-HASH-1'",
            "movies-seed-HASH-1-pod",
            "api.resources",
            "movies-fusion/movies-api:test",
            "load",
            "512Mi",
            Scene::runDatabase,
            (scene, state) -> scene.kubelet().jobPod(scene.kubelet().seedJob(), state),
            scene -> scene.kubelet().jobPodIsRefused(scene.kubelet().seedJob()));

    static final List<Row> ROWS = rows();

    private PodRows() {}

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Part part : List.of(DATABASE, API, LOADER)) {
            rows.add(state(
                    part,
                    "requests more memory than any node has free",
                    PodStates.unschedulable("0/3 nodes are available: 3 Insufficient memory."),
                    "Unschedulable",
                    "Pod " + part.pod() + " cannot be scheduled: 0/3 nodes are available: 3 Insufficient memory."));
            rows.add(state(
                    part,
                    "tolerates no node's taints",
                    PodStates.unschedulable("0/3 nodes are available: 3 node(s) had untolerated taint(s)."),
                    "Unschedulable",
                    "Pod " + part.pod()
                            + " cannot be scheduled: 0/3 nodes are available: 3 node(s) had untolerated taint(s)."));
            rows.add(
                    state(
                            part,
                            "cannot pull its image",
                            PodStates.waiting("ImagePullBackOff", "Back-off pulling image: not found"),
                            "ImageUnavailable",
                            "Pod " + part.pod() + " cannot pull the image " + part.image()
                                    + " (ImagePullBackOff: Back-off pulling image: not found). Correct the image in the spec, or make it available."));
            rows.add(
                    state(
                            part,
                            "has an invalid image name",
                            PodStates.waiting("InvalidImageName", "couldn't parse image name"),
                            "ImageUnavailable",
                            "Pod " + part.pod() + " cannot pull the image " + part.image()
                                    + " (InvalidImageName: couldn't parse image name). Correct the image in the spec, or make it available."));
            rows.add(state(
                    part,
                    "cannot create its container",
                    PodStates.waiting("CreateContainerConfigError", "secret \"lost\" not found"),
                    "ContainerNotCreated",
                    "Pod " + part.pod()
                            + " cannot create its container: CreateContainerConfigError: secret \"lost\" not found"));
            rows.add(state(
                    part,
                    "keeps terminating",
                    PodStates.crashing("Error", 1, null),
                    "Crashing",
                    "Pod " + part.pod() + " keeps terminating (Error, exit code 1). See: kubectl logs " + part.pod()
                            + " --previous"));
            rows.add(state(
                    part,
                    "uses more memory than its limit",
                    PodStates.crashing("OOMKilled", 137, null),
                    "OutOfMemory",
                    "Pod " + part.pod() + " was OOM-killed: it exceeded its memory limit. Raise " + part.resources()
                            + ".limits.memory."));
            rows.add(state(
                    part,
                    "is evicted because the node's disk is full",
                    PodStates.evicted("The node was low on resource: ephemeral-storage."),
                    "Evicted",
                    "Pod " + part.pod() + " was evicted: The node was low on resource: ephemeral-storage."));
            rows.add(
                    broken("A pod of " + part.whose() + " waits for a volume")
                            .when(scene -> {
                                part.before().accept(scene);
                                part.pods().accept(scene, PodStates.waiting("ContainerCreating", null));
                                Pod pod = scene.pod(part.pod());
                                scene.kubelet()
                                        .event(
                                                pod,
                                                "FailedMount",
                                                "MountVolume.SetUp failed for volume \"certificates\" : secret \"lost\" not found");
                            })
                            .fails(
                                    part.condition(),
                                    "VolumeNotMounted",
                                    "Pod " + part.pod()
                                            + " waits for a volume: MountVolume.SetUp failed for volume \"certificates\" : secret \"lost\" not found"));
            rows.add(refused(
                    part,
                    "A quota limits cpu, but the pods of " + part.whose() + " have no cpu limit",
                    scene -> scene.quota("limits.cpu", "4"),
                    "QuotaExceeded",
                    "failed quota: team-quota: must specify limits.cpu for: " + part.container()
                            + ". Raise the quota, or set " + part.resources() + " to fit it."));
            rows.add(refused(
                    part,
                    "The quota is exceeded by the pods of " + part.whose(),
                    scene -> scene.quota("pods", "0"),
                    "QuotaExceeded",
                    "exceeded quota: team-quota, requested: pods=1, used: pods=0, limited: pods=0. Raise the quota, or set "
                            + part.resources() + " to fit it."));
            rows.add(refused(
                    part,
                    "A LimitRange of the namespace forbids the memory that the pods of " + part.whose() + " ask for",
                    scene -> scene.create(
                            LimitRange.class,
                            "{metadata: {name: team-limits}, spec: {limits: [{type: Container, max: {memory: 64Mi}}]}}"),
                    "PodsRefused",
                    "maximum memory usage per Container is 64Mi, but limit is " + part.memory() + "."));
            rows.add(
                    refused(
                            part,
                            "A policy of the cluster refuses the pods of " + part.whose(),
                            scene -> scene.deny("pods", "The team's rule."),
                            "PodsRefused",
                            "ValidatingAdmissionPolicy 'policy-movies' with binding 'policy-movies' denied request: The team's rule."));
            rows.add(refused(
                    part,
                    "The service account of the pods of " + part.whose() + " is missing",
                    scene -> scene.client()
                            .serviceAccounts()
                            .inNamespace(scene.stack().namespace())
                            .withName("default")
                            .delete(),
                    "PodsRefused",
                    "error looking up service account default/default: serviceaccount \"default\" not found."));
        }
        return List.copyOf(rows);
    }

    private static Row state(Part part, String what, Function<Pod, PodStatus> state, String reason, String message) {
        return broken("A pod of " + part.whose() + " " + what)
                .when(scene -> {
                    part.before().accept(scene);
                    part.pods().accept(scene, state);
                })
                .fails(part.condition(), reason, message);
    }

    private static Row refused(Part part, String what, Consumer<Scene> hindrance, String reason, String words) {
        return broken(what)
                .when(scene -> {
                    part.before().accept(scene);
                    hindrance.accept(scene);
                    part.refusal().accept(scene);
                })
                .fails(
                        part.condition(),
                        reason,
                        "The pods of " + part.owner() + " are rejected: pods \"" + part.pod() + "\" is forbidden: "
                                + words);
    }
}
