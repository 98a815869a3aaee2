package fusion.movies.operator.harness;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatusBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Plays the missing components: the controllers that create pods and claims, the scheduler, and the kubelet. It does
 * nothing on its own: the test decides what happens to each object.
 */
public final class Kubelet {

    private final TestStack stack;
    private final KubernetesClient client;

    public Kubelet(TestStack stack) {
        this.stack = stack;
        client = stack.client();
    }

    /** Runs all objects of a stack, loads movies, and waits until it is Ready. */
    public Kubelet serve() {
        runDatabase();
        runApi();
        new Loader(stack, this).loads(253);
        stack.awaitCondition("Ready", "Serving");
        return this;
    }

    /** All database nodes run and are ready, each on its volume. */
    public StatefulSet runDatabase() {
        int nodes = statefulSet().getSpec().getReplicas();
        for (int ordinal = 0; ordinal < nodes; ordinal++) {
            claim(ordinal, "Bound");
            databasePod(ordinal, PodStates.ready());
            stack.joins(ordinal);
        }
        return databaseReady(nodes);
    }

    public StatefulSet databaseReady(int ready) {
        StatefulSet set = statefulSet();
        set.setStatus(new StatefulSetStatusBuilder()
                .withObservedGeneration(set.getMetadata().getGeneration())
                .withReplicas(set.getSpec().getReplicas())
                .withCurrentReplicas(set.getSpec().getReplicas())
                .withUpdatedReplicas(set.getSpec().getReplicas())
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withCurrentRevision(revision(set))
                .withUpdateRevision(revision(set))
                .build());
        return tell(set);
    }

    public PersistentVolumeClaim claim(int ordinal, String phase) {
        StatefulSet set = statefulSet();
        PersistentVolumeClaim template = set.getSpec().getVolumeClaimTemplates().getFirst();
        String name = template.getMetadata().getName() + "-" + podName(set, ordinal);
        PersistentVolumeClaim claim = stack.exists(PersistentVolumeClaim.class, name)
                ? client.persistentVolumeClaims()
                        .inNamespace(stack.namespace())
                        .withName(name)
                        .get()
                : stack.create(new PersistentVolumeClaimBuilder(template)
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(set.getSpec().getSelector().getMatchLabels())
                        .addToLabels(template.getMetadata().getLabels())
                        .endMetadata()
                        .withStatus(null)
                        .build());
        claim = new PersistentVolumeClaimBuilder(claim)
                .withNewStatus()
                .withPhase(phase)
                .withCapacity(
                        "Bound".equals(phase) ? claim.getSpec().getResources().getRequests() : Map.of())
                .endStatus()
                .build();
        return tell(claim);
    }

    public Pod databasePod(int ordinal, Function<Pod, PodStatus> state) {
        return run(databasePodOf(statefulSet(), ordinal), state);
    }

    /** A pod as the StatefulSet controller would create it. */
    public Pod databasePodOf(int ordinal) {
        return databasePodOf(statefulSet(), ordinal);
    }

    private Pod databasePodOf(StatefulSet set, int ordinal) {
        PodTemplateSpec template = set.getSpec().getTemplate();
        String claim =
                set.getSpec().getVolumeClaimTemplates().getFirst().getMetadata().getName();
        return new PodBuilder(pod(set, podName(set, ordinal), template))
                .editMetadata()
                .addToLabels("controller-revision-hash", revision(set))
                .endMetadata()
                .editSpec()
                .addNewVolume()
                .withName(claim)
                .withNewPersistentVolumeClaim()
                .withClaimName(claim + "-" + podName(set, ordinal))
                .endPersistentVolumeClaim()
                .endVolume()
                .endSpec()
                .build();
    }

    /** Names the template as the controller does. */
    private String revision(StatefulSet set) {
        String template =
                client.getKubernetesSerialization().asJson(set.getSpec().getTemplate());
        return set.getMetadata().getName() + "-" + Integer.toHexString(template.hashCode());
    }

    /** The desired number of API pods run and are ready, all with the current spec. */
    public Deployment runApi() {
        int replicas = deployment().getSpec().getReplicas();
        for (int number = 0; number < replicas; number++) {
            apiPod(number, PodStates.ready());
        }
        return apiReady(replicas, replicas);
    }

    /**
     * @param updated pods with the current spec
     */
    public Deployment apiReady(int ready, int updated, DeploymentCondition... conditions) {
        Deployment deployment = deployment();
        deployment.setStatus(new DeploymentStatusBuilder()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(Math.max(ready, updated))
                .withUpdatedReplicas(updated)
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .withConditions(conditions)
                .build());
        return tell(deployment);
    }

    public Pod apiPod(int number, Function<Pod, PodStatus> state) {
        ReplicaSet set = replicaSet();
        return run(
                pod(
                        set,
                        set.getMetadata().getName() + "-" + number,
                        set.getSpec().getTemplate()),
                state);
    }

    /** The ReplicaSet of the Deployment's current template. */
    public ReplicaSet replicaSet() {
        Deployment deployment = deployment();
        String hash = "rs" + deployment.getMetadata().getGeneration();
        String name = deployment.getMetadata().getName() + "-" + hash;
        if (stack.exists(ReplicaSet.class, name)) {
            return client.apps()
                    .replicaSets()
                    .inNamespace(stack.namespace())
                    .withName(name)
                    .get();
        }
        return stack.create(new ReplicaSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .addToLabels("pod-template-hash", hash)
                .withOwnerReferences(owner(deployment))
                .endMetadata()
                .withNewSpec()
                .withReplicas(deployment.getSpec().getReplicas())
                .withNewSelector()
                .withMatchLabels(deployment.getSpec().getSelector().getMatchLabels())
                .addToMatchLabels("pod-template-hash", hash)
                .endSelector()
                .withNewTemplateLike(deployment.getSpec().getTemplate())
                .editMetadata()
                .addToLabels("pod-template-hash", hash)
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build());
    }

    /** The Deployment's condition for pods that its ReplicaSet cannot create. */
    public static DeploymentCondition replicaFailure(String apiServersWords) {
        String now = now();
        return new DeploymentConditionBuilder()
                .withType("ReplicaFailure")
                .withStatus("True")
                .withReason("FailedCreate")
                .withMessage(apiServersWords)
                .withLastTransitionTime(now)
                .withLastUpdateTime(now)
                .build();
    }

    /** The Deployment's condition for new pods that do not become ready in time. */
    public static DeploymentCondition deadlineExceeded(String message) {
        String now = now();
        return new DeploymentConditionBuilder()
                .withType("Progressing")
                .withStatus("False")
                .withReason("ProgressDeadlineExceeded")
                .withMessage(message)
                .withLastTransitionTime(now)
                .withLastUpdateTime(now)
                .build();
    }

    /** Sets a condition of the API's autoscaler. */
    public void autoscaler(String type, String status, String reason, String message) {
        HorizontalPodAutoscaler autoscaler = there(client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(stack.namespace())
                .withName(stack.name() + "-api"));
        autoscaler.setStatus(new HorizontalPodAutoscalerStatusBuilder()
                .withDesiredReplicas(0)
                .addNewCondition()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(now())
                .endCondition()
                .build());
        tell(autoscaler);
    }

    public Pod jobPod(Job job, Function<Pod, PodStatus> state) {
        return run(pod(job, job.getMetadata().getName() + "-pod", job.getSpec().getTemplate()), state);
    }

    /** The Job has finished: {@code Complete}, or {@code Failed} as after its only pod failed. */
    public Job jobEnds(Job job, boolean complete) {
        String now = now();
        JobConditionBuilder over = new JobConditionBuilder().withStatus("True").withLastTransitionTime(now);
        JobStatusBuilder status = new JobStatusBuilder().withStartTime(now);
        if (complete) {
            status.withCompletionTime(now)
                    .withSucceeded(1)
                    .addToConditions(
                            over.withType("SuccessCriteriaMet").build(),
                            over.withType("Complete").build());
        } else {
            over.withReason("BackoffLimitExceeded").withMessage("Job has reached the specified backoff limit");
            status.withFailed(1)
                    .addToConditions(
                            over.withType("FailureTarget").build(),
                            over.withType("Failed").build());
        }
        Job present = client.resource(job).get();
        present.setStatus(status.build());
        return tell(present);
    }

    /** The StatefulSet controller tries to create a pod, and reports the API server's refusal in an event. */
    public void databasePodIsRefused() {
        StatefulSet set = statefulSet();
        String refusal = refusalOf(databasePodOf(set, 0));
        event(
                set,
                "FailedCreate",
                "create Pod " + podName(set, 0) + " in StatefulSet "
                        + set.getMetadata().getName() + " failed error: " + refusal);
    }

    /** The same for the API: its ReplicaSet has the event, its Deployment a condition. */
    public void apiPodIsRefused() {
        ReplicaSet set = replicaSet();
        String refusal = refusalOf(
                pod(set, set.getMetadata().getName() + "-0", set.getSpec().getTemplate()));
        event(set, "FailedCreate", "Error creating: " + refusal);
        apiReady(0, 0, replicaFailure(refusal));
    }

    public void jobPodIsRefused(Job job) {
        event(
                job,
                "FailedCreate",
                "Error creating: "
                        + refusalOf(pod(
                                job,
                                job.getMetadata().getName() + "-pod",
                                job.getSpec().getTemplate())));
    }

    private String refusalOf(HasMetadata object) {
        try {
            client.resource(object).create();
            throw new AssertionError(
                    "The API server took " + object.getMetadata().getName());
        } catch (KubernetesClientException e) {
            return e.getStatus().getMessage();
        }
    }

    /** An event of a controller or of the kubelet on one of the stack's objects. */
    public void event(HasMetadata object, String reason, String message) {
        String now = now();
        stack.create(new EventBuilder()
                .withNewMetadata()
                .withGenerateName(object.getMetadata().getName() + ".")
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withName(object.getMetadata().getName())
                .withNamespace(stack.namespace())
                .withUid(object.getMetadata().getUid())
                .endInvolvedObject()
                .withType("Warning")
                .withReason(reason)
                .withMessage(message)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent("kubelet")
                .endSource()
                .build());
    }

    public StatefulSet statefulSet() {
        return there(client.apps().statefulSets().inNamespace(stack.namespace()).withName(stack.name() + "-db"));
    }

    public Deployment deployment() {
        return there(client.apps().deployments().inNamespace(stack.namespace()).withName(stack.name() + "-api"));
    }

    /** The Job that loads, once the operator has created it. */
    public Job seedJob() {
        return client
                .batch()
                .v1()
                .jobs()
                .inNamespace(stack.namespace())
                .withLabel("app.kubernetes.io/component", "seed")
                .informOnCondition(jobs -> jobs.stream()
                        .anyMatch(job -> job.getStatus().getConditions().isEmpty()))
                .orTimeout(TestStack.LIMIT_SECONDS, TimeUnit.SECONDS)
                .join()
                .stream()
                .filter(job -> job.getStatus().getConditions().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** The CronJob controller creates the Job of a run. */
    public Job backupJob() {
        CronJob cronJob = there(
                client.batch().v1().cronjobs().inNamespace(stack.namespace()).withName(stack.name() + "-backup"));
        return client.resource(new JobBuilder()
                        .withNewMetadata()
                        .withName(stack.name() + "-backup-1")
                        .withNamespace(stack.namespace())
                        .withLabels(
                                cronJob.getSpec().getJobTemplate().getMetadata().getLabels())
                        .addNewOwnerReference()
                        .withApiVersion(cronJob.getApiVersion())
                        .withKind(cronJob.getKind())
                        .withName(cronJob.getMetadata().getName())
                        .withUid(cronJob.getMetadata().getUid())
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .withSpec(cronJob.getSpec().getJobTemplate().getSpec())
                        .build())
                .create();
    }

    /**
     * @param suffix suffix of its name, after the stack's
     */
    public Job job(String suffix) {
        return there(client.batch().v1().jobs().inNamespace(stack.namespace()).withName(stack.name() + suffix));
    }

    private static <T extends HasMetadata> T there(Resource<T> resource) {
        return resource.waitUntilCondition(object -> object != null, TestStack.LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static String podName(StatefulSet set, int ordinal) {
        return set.getMetadata().getName() + "-" + ordinal;
    }

    private Pod pod(HasMetadata owner, String name, PodTemplateSpec template) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(stack.namespace())
                .withLabels(template.getMetadata().getLabels())
                .withAnnotations(template.getMetadata().getAnnotations())
                .withOwnerReferences(owner(owner))
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }

    /** Creates the pod if it does not exist, and sets its status. */
    private Pod run(Pod pod, Function<Pod, PodStatus> state) {
        Pod present = stack.exists(Pod.class, pod.getMetadata().getName())
                ? client.resource(pod).get()
                : stack.create(pod);
        present.setStatus(state.apply(present));
        return tell(present);
    }

    /** Writes only the status, even if the rest of the object has changed since it was read. */
    private <T extends HasMetadata> T tell(T object) {
        object.getMetadata().setResourceVersion(null);
        return client.resource(object).patchStatus();
    }

    private static OwnerReference owner(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
