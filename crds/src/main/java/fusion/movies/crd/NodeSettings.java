package fusion.movies.crd;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;

/** The fields of a {@link DatabaseSpec} that only nodes run by the operator have, each with its default. */
public record NodeSettings(
        int nodes,
        StorageSpec storage,
        String cache,
        String maxSqlMemory,
        ResourceRequirements resources,
        List<LocalObjectReference> imagePullSecrets,
        PodOverrides pod) {}
