package fusion.movies.e2e;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;

/** While it exists, no further object of a kind can be created in the namespace; existing ones stay. */
record Quota(TestNamespace namespace, ResourceQuota quota) implements AutoCloseable {

    static Quota none(TestNamespace namespace, String kind) {
        return new Quota(
                namespace,
                namespace
                        .client()
                        .resource(new ResourceQuotaBuilder()
                                .withNewMetadata()
                                .withName("none")
                                .withNamespace(namespace.name())
                                .endMetadata()
                                .withNewSpec()
                                .addToHard(kind, new Quantity("0"))
                                .endSpec()
                                .build())
                        .create());
    }

    @Override
    public void close() {
        namespace.client().resource(quota).delete();
    }
}
