package fusion.movies.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class MoviesStackTest {

    private final KubernetesSerialization client = new KubernetesSerialization();

    @Test
    void an_empty_spec_is_a_complete_stack() {
        MoviesStackSpec spec = read("spec: {}").getSpec();

        assertThat(spec).isEqualTo(MoviesStackSpec.defaults());
        assertThat(spec.credentialsSecretRef()).isNull();
        assertThat(spec.paused()).isFalse();
        assertThat(spec.deletionPolicy()).isEqualTo(DeletionPolicy.Retain);
        assertThat(spec.database().name()).isEqualTo("movies");
        assertThat(spec.database().nodes()).isEqualTo(1);
        assertThat(spec.database().image()).isNull();
        assertThat(spec.database().storage().size()).isEqualTo(new Quantity("10Gi"));
        assertThat(spec.database().resources().getLimits()).containsKey("memory");
        assertThat(spec.api().replicas()).isEqualTo(2);
        assertThat(spec.api().service().type()).isEqualTo(ServiceType.ClusterIP);
        assertThat(spec.api().service().port()).isEqualTo(80);
        assertThat(spec.seed().enabled()).isTrue();
        assertThat(spec.seed().source().bundled()).isTrue();
        assertThat(spec.seed().addall()).isTrue();
    }

    @Test
    void a_resource_without_a_spec_has_the_same_defaults() {
        assertThat(read("metadata: {name: movies}").getSpec()).isEqualTo(MoviesStackSpec.defaults());
    }

    @Test
    void a_partly_specified_object_keeps_the_defaults_of_its_other_fields() {
        DatabaseSpec database = read("spec: {database: {nodes: 3, storage: {size: 50Gi}}}")
                .getSpec()
                .database();

        assertThat(database.nodes()).isEqualTo(3);
        assertThat(database.name()).isEqualTo("movies");
        assertThat(database.storage().size()).isEqualTo(new Quantity("50Gi"));
        assertThat(database.cache()).isEqualTo("25%");
    }

    @Test
    void the_default_memory_limit_applies_if_only_other_resources_are_set() {
        MoviesStackSpec spec = read("""
                spec:
                  database: {resources: {requests: {cpu: 500m}}}
                  api: {resources: {requests: {memory: 2Gi}}}
                """).getSpec();

        assertThat(spec.database().resources().getLimits()).containsEntry("memory", new Quantity("2Gi"));
        assertThat(spec.database().resources().getRequests()).containsOnlyKeys("cpu");
        assertThat(spec.api().resources().getLimits()).containsEntry("memory", new Quantity("2Gi"));
    }

    @Test
    void with_an_external_database_fields_that_do_not_apply_stay_empty() {
        DatabaseSpec database = read("""
                spec:
                  database:
                    external:
                      host: db.example.org
                      caSecretRef: {name: db-ca}
                      adminSecretRef: {name: db-admin}
                """).getSpec().database();

        assertThat(database.external().port()).isEqualTo(26257);
        assertThat(database.nodes()).isNull();
        assertThat(database.storage()).isNull();
        assertThat(database.name()).isEqualTo("movies");
    }

    @Test
    void with_autoscaling_there_is_no_fixed_number_of_replicas() {
        ApiSpec api =
                read("spec: {api: {autoscaling: {maxReplicas: 5}}}").getSpec().api();

        assertThat(api.replicas()).isNull();
        assertThat(api.autoscaling().minReplicas()).isEqualTo(2);
        assertThat(api.autoscaling().targetCpuUtilization()).isEqualTo(80);
    }

    @Test
    void fields_of_a_newer_version_are_ignored() {
        MoviesStack stack = read("""
                spec:
                  new: 1
                  credentialsSecretRef: {name: db-login, new: 1}
                  database:
                    new: 1
                    storage: {size: 5Gi, new: 1}
                    pod: {new: 1}
                    external: {host: db, new: 1}
                  api:
                    new: 1
                    service: {new: 1}
                    cors: {allowedOrigins: ['*'], new: 1}
                    ingress: {host: movies.example.org, new: 1}
                    autoscaling: {maxReplicas: 3, new: 1}
                  seed:
                    new: 1
                    source:
                      new: 1
                      configMapRef: {name: films, new: 1}
                      persistentVolumeClaim: {claimName: films, new: 1}
                status:
                  new: 1
                  observedGeneration: 4
                  database: {new: 1}
                  api: {new: 1}
                  seed: {new: 1}
                """);

        assertThat(stack.getSpec().database().storage().size()).isEqualTo(new Quantity("5Gi"));
        assertThat(stack.getStatus().observedGeneration()).isEqualTo(4);
    }

    @Test
    void a_stack_survives_a_round_trip() {
        MoviesStack stack = read("spec: {api: {replicas: 4, service: {type: LoadBalancer, port: 6000}}}");

        assertThat(client.unmarshal(client.asYaml(stack), MoviesStack.class).getSpec())
                .isEqualTo(stack.getSpec());
    }

    private MoviesStack read(String yaml) {
        return client.unmarshal("apiVersion: movies.fusion/v1alpha1\nkind: MoviesStack\n" + yaml, MoviesStack.class);
    }
}
