package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackSpec;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import org.junit.jupiter.api.Test;

class ReconcilerErrorTest {

    /** JOSDK retries after an exception; after an Error it would never reconcile the stack again. */
    @Test
    void anErrorOutsideOfTheStepsIsRetriedLikeAnException() {
        MoviesStackReconciler reconciler =
                new MoviesStackReconciler(null, null, null, null, null, null, null, null, null);

        assertThatThrownBy(() -> reconciler.reconcile(new BrokenStack(), null))
                .isInstanceOf(RuntimeException.class)
                .hasMessage("java.lang.LinkageError: no such class");
    }

    @SuppressWarnings("serial") // It is not serialized.
    @Group("test")
    @Version("v1")
    private static final class BrokenStack extends MoviesStack {

        @Override
        public MoviesStackSpec getSpec() {
            throw new LinkageError("no such class");
        }
    }
}
