package fusion.movies.operator.database;

import fusion.movies.operator.stack.Metadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The cluster's state as recorded on the volume claims: it outlives the stack, and a later stack of the same name
 * resumes from it.
 *
 * @param clusterIds empty before the first start, one from then on
 * @param shape shape of the cluster, counting all nodes that may hold data; empty on claims of an operator that did not
 *     record it
 * @param image that every node ran when the cluster was last seen serving
 * @param version active version then: its major version and the next one can read the data
 */
record Remembered(List<String> clusterIds, Optional<Shape> shape, Optional<String> image, Optional<String> version) {

    static final Remembered NOTHING = new Remembered(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    static Remembered of(List<PersistentVolumeClaim> claims) {
        if (claims.isEmpty()) {
            return NOTHING;
        }
        List<String> ids = annotations(claims, Metadata.CLUSTER_ID).distinct().toList();
        return new Remembered(
                ids,
                shape(claims, ids),
                annotations(claims, Metadata.IMAGE).findFirst(),
                annotations(claims, Metadata.VERSION).findFirst());
    }

    /** Whether the volumes have a cluster: then none is initialized. */
    boolean hasCluster() {
        return !clusterIds.isEmpty();
    }

    private static Optional<Shape> shape(List<PersistentVolumeClaim> claims, List<String> clusterIds) {
        if (clusterIds.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> nodes =
                annotations(claims, Metadata.NODES).map(Integer::valueOf).max(Comparator.naturalOrder());
        Optional<Shape.Mode> mode = annotations(claims, Metadata.MODE)
                .map(word -> word.equals(Shape.Mode.CLUSTER.word) ? Shape.Mode.CLUSTER : Shape.Mode.SINGLE_NODE)
                .max(Comparator.naturalOrder());
        return nodes.map(number -> new Shape(mode.orElse(Shape.Mode.of(number)), number));
    }

    /** The cluster's state as annotations of each claim. */
    Map<String, String> annotations() {
        Map<String, String> annotations = new TreeMap<>();
        clusterIds.stream().findFirst().ifPresent(id -> annotations.put(Metadata.CLUSTER_ID, id));
        shape.ifPresent(one -> {
            annotations.put(Metadata.MODE, one.mode().word);
            annotations.put(Metadata.NODES, String.valueOf(one.nodes()));
        });
        image.ifPresent(one -> annotations.put(Metadata.IMAGE, one));
        version.ifPresent(one -> annotations.put(Metadata.VERSION, one));
        return annotations;
    }

    Remembered withCluster(String id) {
        return new Remembered(List.of(id), shape, image, version);
    }

    Remembered withShape(Shape present) {
        return new Remembered(clusterIds, Optional.of(present), image, version);
    }

    Remembered withImage(String present) {
        return new Remembered(clusterIds, shape, Optional.of(present), version);
    }

    Remembered withVersion(Optional<String> active) {
        return new Remembered(clusterIds, shape, image, active.or(this::version));
    }

    private static Stream<String> annotations(List<PersistentVolumeClaim> claims, String name) {
        return claims.stream().map(annotation(name)).filter(Objects::nonNull);
    }

    private static Function<PersistentVolumeClaim, String> annotation(String name) {
        return claim -> claim.getMetadata().getAnnotations() == null
                ? null
                : claim.getMetadata().getAnnotations().get(name);
    }
}
