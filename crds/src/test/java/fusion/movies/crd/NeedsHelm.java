package fusion.movies.crd;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips the tests of a class, with a reason, if Helm was not compiled. */
final class NeedsHelm implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Helm.find().isPresent()) {
            return ConditionEvaluationResult.enabled("Helm is there");
        }
        String reason = "SKIPPED: " + context.getDisplayName() + " needs helm in " + Helm.cache()
                + "; 'local/kubernetes/compile tests' compiles it (needs Go), and so does ./verify.";
        System.err.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
