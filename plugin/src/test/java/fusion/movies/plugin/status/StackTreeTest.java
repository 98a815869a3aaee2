package fusion.movies.plugin.status;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import fusion.movies.plugin.Output;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTreeTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private static StackObjects objects(String file) {
        List<HasMetadata> all = read(file);
        return new StackObjects(
                of(MoviesStack.class, all).items().getFirst(),
                of(StatefulSet.class, all),
                of(Deployment.class, all),
                of(Pod.class, all),
                of(PersistentVolumeClaim.class, all),
                of(Service.class, all),
                of(Job.class, all),
                of(HorizontalPodAutoscaler.class, all),
                of(Ingress.class, all),
                of(PodDisruptionBudget.class, all),
                of(NetworkPolicy.class, all),
                Listing.of(List.of("movies-db-ca", "movies-db-node")));
    }

    @SuppressWarnings("unchecked")
    private static List<HasMetadata> read(String file) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        serialization.registerKubernetesResource(MoviesStack.class);
        try (InputStream yaml = StackTreeTest.class.getResourceAsStream(file)) {
            return (List<HasMetadata>) serialization.unmarshal(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> Listing<T> of(Class<T> kind, List<HasMetadata> all) {
        return Listing.of(all.stream().filter(kind::isInstance).map(kind::cast).toList());
    }

    private static String printed(StackObjects objects) {
        Output output = new Output();
        new ReportPrinter(output.piped()).print(StackReport.of(objects, NOW));
        return output.out();
    }

    @Test
    void a_stack_that_serves() {
        assertThat(printed(objects("serving.yaml"))).isEqualTo("""
                movies in namespace films: Serving
                  253 movies are served by 2 pods.

                  ✔ Ready              True     Serving
                  ✔ Reconciling        False    Settled
                  ✔ Stalled            False    NotStalled
                  ✔ CertificatesReady  True     Issued
                  ✔ DatabaseReady      True     NodesReady
                  ✔ ApiReady           True     PodsReady
                  ✔ Seeded             True     Loaded

                  Database
                  ├─ ✔ StatefulSet movies-db  1 of 1 ready, v25.4.14
                  │  ├─ ✔ Pod movies-db-0  ready, on node-1
                  │  └─ ✔ PersistentVolumeClaim data-movies-db-0  Bound, 10Gi
                  ├─ ✔ Service movies-db  headless
                  └─ … PodDisruptionBudget movies-db  allowed disruptions: 0

                  Certificates and Secrets
                  ├─ ✔ Certificates  the first expires on 2027-11-26, in 365 days
                  ├─ · Secret movies-db-ca
                  └─ · Secret movies-db-node

                  API
                  ├─ ✔ Deployment movies-api  1 of 1 ready
                  │  └─ ✔ Pod movies-api-1  ready, on node-2, restarted 1 time
                  ├─ ✔ HorizontalPodAutoscaler movies-api  1 pods of 1 to 5, cpu at 12 %
                  ├─ ✔ Service movies-api  ClusterIP 10.0.0.7, port 80
                  └─ ✔ Ingress movies-api  movies.example.org at 192.0.2.7

                  Movies
                  ├─ ✔ Movies  253 loaded
                  └─ ✔ Job movies-seed-abc-2  succeeded, attempt 2
                     └─ ✔ Pod movies-seed-abc-2-x  succeeded, on node-1

                  Network
                  └─ ✔ NetworkPolicy movies-db
                """);
    }

    @Test
    void a_stack_that_waits_says_for_what() {
        assertThat(printed(objects("waiting.yaml"))).isEqualTo("""
                movies in namespace films: ImageUnavailable
                  ApiReady: The image cannot be pulled.
                  Waits for user action. ApiReady: The image cannot be pulled.

                  … Ready        False    ImageUnavailable
                  ✔ Reconciling  False    Stalled
                  ✖ Stalled      True     ImageUnavailable
                  … ApiReady     False    ImageUnavailable

                  Certificates and Secrets
                  ├─ · Secret movies-db-ca
                  └─ · Secret movies-db-node

                  API
                  └─ … Deployment movies-api  0 of 2 ready
                     ├─ ✖ Pod movies-api-1  ImagePullBackOff: Back-off pulling image "x", on node-2
                     └─ ✖ Pod movies-api-2  not scheduled: 0/1 nodes are available.
                """);
    }

    @Test
    void a_kind_that_the_user_cannot_list_is_reported_and_hides_no_other() {
        StackObjects all = objects("waiting.yaml");
        StackObjects some = new StackObjects(
                all.stack(),
                Listing.forbidden(),
                all.deployments(),
                Listing.forbidden(),
                all.claims(),
                all.services(),
                all.jobs(),
                all.autoscalers(),
                all.ingresses(),
                all.disruptionBudgets(),
                all.networkPolicies(),
                Listing.forbidden());

        assertThat(printed(some))
                .contains(
                        "StatefulSets  this user is not allowed to list them",
                        "Secrets  this user is not" + " allowed to list them")
                .contains("Deployment movies-api  0 of 2 ready\n     └─ · Pods  this user is not allowed to list them");
    }

    @Test
    void a_spec_that_the_operator_has_not_reconciled_is_reported() {
        StackObjects objects = objects("waiting.yaml");
        objects.stack().getMetadata().setGeneration(9L);

        assertThat(StackReport.of(objects, NOW).waitsFor())
                .startsWith("the operator: the spec has changed, and the conditions below describe the former spec.");
    }

    @Test
    void a_stack_without_a_status_waits_for_the_operator() {
        StackObjects objects = objects("waiting.yaml");
        objects.stack().setStatus(null);

        StackReport report = StackReport.of(objects, NOW);

        assertThat(report.ready()).isEqualTo("Unknown");
        assertThat(report.waitsFor()).startsWith("the operator, which has not reconciled it yet.");
    }

    @Test
    void colours_are_used_only_if_the_terminal_has_them() {
        Output output = new Output();
        new ReportPrinter(output.interactive()).print(StackReport.of(objects("serving.yaml"), NOW));

        assertThat(output.out()).contains("\u001b[32m✔\u001b[0m Pod movies-db-0");
        assertThat(printed(objects("serving.yaml"))).doesNotContain("\u001b");
    }
}
