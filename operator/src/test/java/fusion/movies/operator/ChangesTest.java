package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.Loader;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.PodStates;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A serving stack while a change is in progress, or blocked. */
@OnApiServer
class ChangesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Harness harness;

    ChangesTest(Harness harness) {
        this.harness = harness;
    }

    @Test
    void aVolumeThatCannotBeExpandedKeepsTheStackServingAndTheSizeCanBeReverted() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{database: {storage: {size: 1Gi, storageClassName: fixed}}}");
            Kubelet kubelet = new Kubelet(stack).serve();
            kubelet.claim(0, "Bound");

            stack.apply("{database: {storage: {size: 2Gi, storageClassName: fixed}, pod: {annotations: {a: b}}}}");

            String told =
                    stack.awaitCondition("Stalled", "StorageNotExpandable").getMessage();
            assertThat(stack.told(told))
                    .startsWith("DatabaseReady: Claim data-movies-db-0 stays at 1Gi instead of the 2Gi of"
                            + " database.storage.size: its StorageClass 'fixed' does not expand volumes. Set the size"
                            + " back to 1Gi, or set allowVolumeExpansion of the class to true if its driver "
                            + "supports expansion.");
            assertThat(condition(stack, "Ready").getStatus()).isEqualTo("True");
            assertThat(condition(stack, "DatabaseReady").getStatus()).isEqualTo("True");
            await().atMost(LIMIT)
                    .until(() -> "b"
                            .equals(kubelet.statefulSet()
                                    .getSpec()
                                    .getTemplate()
                                    .getMetadata()
                                    .getAnnotations()
                                    .get("a")));

            stack.apply("{database: {storage: {size: 1Gi, storageClassName: fixed}}}");

            stack.awaitCondition("Stalled", "NotStalled");
            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(() -> stack.apply("{database: {storage: {size: 500Mi, storageClassName: fixed}}}"))
                    .withMessageContaining("cannot be below the volumes' current size");
        }
    }

    @Test
    void anAutoscalerTakesOverTheCurrentNumberOfPods() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{api: {replicas: 4}}");
            Kubelet kubelet = new Kubelet(stack);
            assertThat(kubelet.deployment().getSpec().getReplicas()).isEqualTo(4);

            stack.apply("{api: {autoscaling: {minReplicas: 3, maxReplicas: 6}}}");
            await().atMost(LIMIT).until(() -> stack.exists(HorizontalPodAutoscaler.class, stack.name() + "-api"));
            stack.awaitNextRound();
            assertThat(kubelet.deployment().getSpec().getReplicas()).isEqualTo(4);

            stack.client().resource(kubelet.deployment()).scale(5);
            stack.awaitNextRound();
            stack.awaitNextRound();
            assertThat(kubelet.deployment().getSpec().getReplicas()).isEqualTo(5);

            stack.client().resource(kubelet.deployment()).scale(1);
            await().atMost(LIMIT).until(() -> kubelet.deployment().getSpec().getReplicas() == 3);
        }
    }

    @ParameterizedTest
    @CsvSource({"ReadWriteOnce, unmounted:", "ReadWriteMany, file:///etc/movies/source/a.json"})
    void theAPIMountsAVolumeWithMoviesOnlyIfManyNodesCan(String mode, String address) {
        try (TestStack stack = harness.newStack()) {
            stack.create(new PersistentVolumeClaimBuilder()
                    .withNewMetadata()
                    .withName("films")
                    .endMetadata()
                    .withNewSpec()
                    .withAccessModes(mode)
                    .withNewResources()
                    .addToRequests("storage", new Quantity("1Gi"))
                    .endResources()
                    .endSpec()
                    .build());
            stack.apply("{seed: {source: {persistentVolumeClaim: {claimName: films, path: a.json}}}}");
            Kubelet kubelet = new Kubelet(stack);
            kubelet.runDatabase();

            assertThat(source(kubelet.deployment())).isEqualTo(address);
            assertThat(kubelet.seedJob().getSpec().getTemplate().getSpec().getVolumes())
                    .anyMatch(volume -> volume.getPersistentVolumeClaim() != null
                            && "films".equals(volume.getPersistentVolumeClaim().getClaimName()));
        }
    }

    @Test
    void aFailedReloadKeepsItsReasonDuringTheNextAttemptAndTheFormerMovies() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{}");
            Kubelet kubelet = new Kubelet(stack).serve();
            stack.create(new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("films")
                    .endMetadata()
                    .withData(Map.of("a.json", "[]"))
                    .build());
            stack.apply("{seed: {source: {configMapRef: {name: films, key: a.json}}}}");
            new Loader(stack, kubelet).fails("SourceMalformed", "a.json has no movies.");
            stack.awaitCondition("Seeded", "SourceMalformed");

            Job second = kubelet.seedJob();
            assertThat(second.getMetadata().getLabels()).containsEntry("movies.fusion/attempt", "2");
            kubelet.jobPod(second, PodStates.waiting("ContainerCreating", null));
            stack.awaitNextRound();

            Condition seeded = condition(stack, "Seeded");
            assertThat(seeded.getReason()).isEqualTo("SourceMalformed");
            assertThat(seeded.getMessage()).isEqualTo("a.json has no movies.");
            assertThat(stack.get().getStatus().seed().films()).isEqualTo(253);
            assertThat(condition(stack, "Ready").getMessage())
                    .isEqualTo("253 movies are served by 2 pods. Not as specified: see Seeded.");
        }
    }

    @Test
    void anotherRevisionLoadsAgainWhileTheFormerMoviesAreServed() {
        try (TestStack stack = harness.newStack()) {
            stack.apply("{seed: {revision: '1'}}");
            Kubelet kubelet = new Kubelet(stack).serve();

            MoviesStack applied = stack.apply("{seed: {revision: '2'}}");

            stack.await(one -> Objects.equals(
                            one.getStatus().observedGeneration(),
                            applied.getMetadata().getGeneration())
                    && condition(stack, "Seeded").getReason().equals("Loading"));
            assertThat(condition(stack, "Ready").getStatus()).isEqualTo("True");
            new Loader(stack, kubelet).loads(254);
            stack.await(one -> one.getStatus().seed().films() == 254);
            stack.awaitCondition("Seeded", "Loaded");
        }
    }

    @Test
    void theFirstStatusIsUnknown() {
        try (TestStack stack = harness.newStack()) {
            List<MoviesStack> seen = new CopyOnWriteArrayList<>();
            Watch watch = stack.client()
                    .resources(MoviesStack.class)
                    .inNamespace(stack.namespace())
                    .watch(into(seen));
            stack.apply("{}");
            await().atMost(LIMIT)
                    .until(() -> seen.stream()
                            .anyMatch(one -> one.getStatus() != null
                                    && one.getStatus().conditions().size() > 3));
            watch.close();

            MoviesStack first = seen.stream()
                    .filter(one -> one.getStatus() != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(first.getStatus().conditions())
                    .extracting(one -> one.getType() + " " + one.getStatus())
                    .containsExactly("Ready Unknown", "Reconciling True", "Stalled False");
        }
    }

    @Test
    void aRepeatedChangeRaisesTheCountOfItsEvent() {
        try (TestStack stack = harness.newStack()) {
            for (String spec : List.of("{paused: true}", "{}", "{paused: true}", "{}")) {
                MoviesStack applied = stack.apply(spec);
                stack.await(one -> one.getStatus() != null
                        && Objects.equals(
                                one.getStatus().observedGeneration(),
                                applied.getMetadata().getGeneration())
                        && one.getStatus().conditions().getFirst().getReason().equals("Paused")
                                == spec.contains("true"));
            }

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(stack.events())
                            .filteredOn(event -> event.getReason().equals("Paused"))
                            .singleElement()
                            .satisfies(event -> assertThat(event.getCount()).isEqualTo(2)));
        }
    }

    private static Watcher<MoviesStack> into(List<MoviesStack> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, MoviesStack resource) {
                seen.add(resource);
            }

            @Override
            public void onClose(WatcherException cause) {
                // Closed with the test.
            }
        };
    }

    private static Condition condition(TestStack stack, String type) {
        return stack.conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static String source(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals("MOVIES_SEED_SOURCE"))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }
}
