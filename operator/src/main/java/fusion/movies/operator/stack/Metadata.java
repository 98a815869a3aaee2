package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** Metadata of a stack's objects. */
public final class Metadata {

    /** On each volume claim of the database: the id of the CockroachDB cluster whose data is on the volume. */
    public static final String CLUSTER_ID = "movies.fusion/cluster-id";

    private Metadata() {}

    public static ObjectMeta of(MoviesStack stack, String name, String component) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(stack.getMetadata().getNamespace())
                .withLabels(Labels.of(stack, component))
                .build();
    }
}
