package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** Metadata of a stack's objects. */
public final class Metadata {

    /** On each volume claim of the database: the id of the CockroachDB cluster whose data is on the volume. */
    public static final String CLUSTER_ID = "movies.fusion/cluster-id";

    /** Beside it: whether that cluster is a single node's, which keeps one replica of everything. */
    public static final String MODE = "movies.fusion/cluster-mode";

    /** Beside it: how many nodes may hold its data. */
    public static final String NODES = "movies.fusion/cluster-nodes";

    /** Beside it: the image that all its nodes ran when it was last seen serving. */
    public static final String IMAGE = "movies.fusion/cluster-image";

    /** Beside it: its active version then. */
    public static final String VERSION = "movies.fusion/cluster-version";

    /** On a claim whose node was decommissioned: the node's id. Its volume has no data any more, and no way back. */
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
