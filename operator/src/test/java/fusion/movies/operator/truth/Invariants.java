package fusion.movies.operator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Condition;

/** Invariants of every status. */
final class Invariants {

    /** Must fit into an event's message and a line of kubectl describe. */
    private static final int LONGEST_MESSAGE = 900;

    /** The only reason whose message may name a class: it is for the operator's developers. */
    private static final String UNKNOWN_ERROR = "an unexpected error";

    private Invariants() {}

    static void assertKept(MoviesStack stack) {
        Long generation = stack.getMetadata().getGeneration();
        assertThat(stack.getStatus().observedGeneration()).isEqualTo(generation);
        assertThat(stack.getStatus().conditions())
                .extracting(Condition::getType)
                .doesNotHaveDuplicates()
                .startsWith("Ready", "Reconciling", "Stalled");
        assertThat(stack.getStatus().conditions()).allSatisfy(condition -> {
            assertThat(condition.getReason()).matches("[A-Z][A-Za-z]+");
            assertThat(condition.getMessage()).hasSizeLessThan(LONGEST_MESSAGE);
            if (!condition.getMessage().contains(UNKNOWN_ERROR)) {
                assertThat(condition.getMessage()).doesNotContain("Exception", "java.", "null");
            }
            assertThat(condition.getLastTransitionTime()).isNotNull();
        });
        assertThat(stack.getStatus().conditions().getFirst().getObservedGeneration())
                .isEqualTo(generation);
    }
}
