package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Stacks for tests, read from YAML as if from the API server. */
public final class Stacks {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private Stacks() {}

    /**
     * @param spec YAML of the spec, in flow style
     */
    public static MoviesStack withSpec(String spec) {
        return SERIALIZATION.unmarshal("""
                apiVersion: movies.fusion/v1alpha1
                kind: MoviesStack
                metadata: {name: movies, namespace: films, uid: 4a3c0f5e-2c5b-4a6e-9a3e-0d6f0a1b2c3d, generation: 1}
                spec: %s
                """.formatted(spec), MoviesStack.class);
    }
}
