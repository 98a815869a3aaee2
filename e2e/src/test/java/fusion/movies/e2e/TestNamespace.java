package fusion.movies.e2e;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** A namespace for one test class, deleted with its content when the class completes. */
record TestNamespace(Cluster cluster, String name) implements AutoCloseable {

    static TestNamespace create(Cluster cluster, Class<?> tests) {
        String prefix = tests.getSimpleName()
                .replaceFirst("IT$", "")
                .replaceAll("(?<=.)(?=\\p{Upper})", "-")
                .toLowerCase(Locale.ROOT);
        String name = cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("e2e-" + prefix + "-")
                        .addToLabels("app.kubernetes.io/part-of", "movies-e2e")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
        return new TestNamespace(cluster, name);
    }

    KubernetesClient client() {
        return cluster.client();
    }

    Stack stack(String stackName) {
        return new Stack(this, stackName);
    }

    void secret(String secretName, Map<String, String> data) {
        client().resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(secretName)
                        .withNamespace(name)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .fieldManager("e2e")
                .forceConflicts()
                .serverSideApply();
    }

    /** A small PersistentVolumeClaim of the default class. */
    void claim(String claimName) {
        client().resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName(claimName)
                        .withNamespace(name)
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("100Mi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
    }

    String secretValue(String secretName, String key) {
        String encoded = client().secrets()
                .inNamespace(name)
                .withName(secretName)
                .require()
                .getData()
                .get(key);
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client().namespaces().withName(name).delete();
    }
}
