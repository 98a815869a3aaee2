package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** Metadata of a stack's objects. */
public final class Metadata {

    /** On each volume claim of the database: the id of the CockroachDB cluster whose data are on the volume. */
    public static final String CLUSTER_ID = "movies.fusion/cluster-id";

    /** With it: whether that cluster is a single node, which keeps one replica of all data. */
    public static final String MODE = "movies.fusion/cluster-mode";

    /** With it: how many nodes may hold its data. */
    public static final String NODES = "movies.fusion/cluster-nodes";

    /** With it: the image that all its nodes ran when it was last seen serving. */
    public static final String IMAGE = "movies.fusion/cluster-image";

    /** With it: its active version at that time. */
    public static final String VERSION = "movies.fusion/cluster-version";

    /** On the claim of a decommissioned node: the node's id. Its volume has no data any more and cannot be reused. */
    public static final String DECOMMISSIONED = "movies.fusion/decommissioned";

    private Metadata() {}

    public static ObjectMeta of(MoviesStack stack, String name, String component) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(stack.getMetadata().getNamespace())
                .withLabels(Labels.of(stack, component))
                .build();
    }
}
