package fusion.movies.operator.stack;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** The API server refused an object of the stack. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient KubernetesClientException refusal;

    RefusedException(HasMetadata object, KubernetesClientException refusal) {
        super(object.getKind() + " '" + object.getMetadata().getName() + "'", refusal);
        this.refusal = refusal;
    }

    KubernetesClientException refusal() {
        return refusal;
    }
}
