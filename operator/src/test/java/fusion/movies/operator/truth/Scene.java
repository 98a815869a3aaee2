package fusion.movies.operator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.Loader;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The scene of a row: one stack with its environment. */
record Scene(TestStack stack, Kubelet kubelet, Loader loader) {

    static Scene of(TestStack stack) {
        Kubelet kubelet = new Kubelet(stack);
        return new Scene(stack, kubelet, new Loader(stack, kubelet));
    }

    String name() {
        return stack.name();
    }

    KubernetesClient client() {
        return stack.client();
    }

    /** The database runs and has its schema. */
    void runDatabase() {
        kubelet.runDatabase();
        stack.awaitCondition("SchemaReady", "SchemaUpToDate");
    }

    /** Everything runs, and its movies are loaded. */
    void run() {
        kubelet.serve();
    }

    /** Changes the spec; NAME stands for the stack's name. */
    void apply(String spec) {
        stack.apply(spec.replace("NAME", name())
                .replace("PORT", String.valueOf(stack.node().port())));
    }

    /** Waits until the operator has set an argument in the nodes' template. */
    void awaitTemplate(String argument) {
        stack.awaitAsserted(() -> assertThat(kubelet.statefulSet()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getArgs())
                .contains(argument));
    }

    /** Waits until the operator has deleted a pod. */
    void awaitNoPod(String suffix) {
        stack.awaitAsserted(
                () -> assertThat(stack.exists(Pod.class, name() + suffix)).isFalse());
    }

    /** YAML of an object in the stack's namespace; NAME stands for the stack's name. */
    <T extends HasMetadata> T create(Class<T> type, String yaml) {
        T object = client().getKubernetesSerialization().unmarshal("---\n" + yaml.replace("NAME", name()), type);
        return stack.create(object);
    }

    /** YAML of a cluster-scoped object; NAME stands for the stack's name. */
    void createForCluster(Class<? extends HasMetadata> type, String yaml) {
        stack.createForCluster(
                client().getKubernetesSerialization().unmarshal("---\n" + yaml.replace("NAME", name()), type));
    }

    /** The Secret with the external server's CA. */
    void externalAuthority() {
        stack.secret("server-ca", Map.of("ca.crt", stack.externalCertificates().authority()));
    }

    /**
     * @param told its name in the table
     */
    Pod pod(String told) {
        return client().pods().inNamespace(stack.namespace()).list().getItems().stream()
                .filter(pod -> stack.told(pod.getMetadata().getName()).equals(told))
                .findFirst()
                .orElseThrow();
    }

    boolean hasSeedJob() {
        return client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(stack.namespace())
                .withLabel("app.kubernetes.io/component", "seed")
                .list()
                .getItems()
                .stream()
                .findAny()
                .isPresent();
    }

    /** A quota that the API server enforces from now on. Sets the usage, which a controller would count. */
    void quota(String resource, String hard) {
        Map<String, Quantity> limit = Map.of(resource, new Quantity(hard));
        ResourceQuota quota = stack.create(new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("team-quota")
                .endMetadata()
                .withNewSpec()
                .withHard(limit)
                .endSpec()
                .build());
        client().resource(new ResourceQuotaBuilder(quota)
                        .withNewStatus()
                        .withHard(limit)
                        .withUsed(Map.of(resource, new Quantity("0")))
                        .endStatus()
                        .build())
                .updateStatus();
    }

    /** An admission policy that refuses to create objects of this kind in the stack's namespace. */
    void deny(String resource, String why) {
        createForCluster(ValidatingAdmissionPolicy.class, """
                metadata: {name: policy-NAME}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: ["*"], apiVersions: ["*"], operations: [CREATE], resources: [%s, configmaps]}
                  validations: [{expression: "false", message: "%s"}]
                """.formatted(resource, why));
        createForCluster(ValidatingAdmissionPolicyBinding.class, """
                metadata: {name: policy-NAME}
                spec:
                  policyName: policy-NAME
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}}
                """.formatted(stack.namespace()));
        // The policy is in force once a ConfigMap is refused.
        stack.awaitAsserted(() -> assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> client().configMaps()
                        .inNamespace(stack.namespace())
                        .resource(new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName("probe")
                                .endMetadata()
                                .build())
                        .dryRun()
                        .create()));
    }

    /** Runs statements as the server's administrator in the stack's database. */
    void sql(String... statements) {
        run(name(), statements);
    }

    /** Runs statements as the server's administrator before the stack has a database. */
    void server(String... statements) {
        run("postgres", statements);
    }

    private void run(String database, String... statements) {
        try (Connection connection = stack.database(database);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one.replace("NAME", name()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
