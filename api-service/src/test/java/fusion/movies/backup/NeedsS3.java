package fusion.movies.backup;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips the tests of a class, with a reason, if the S3 server was not compiled. */
final class NeedsS3 implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (S3Server.program().isPresent()) {
            return ConditionEvaluationResult.enabled("The S3 server is there");
        }
        String reason = "SKIPPED: " + context.getDisplayName() + " needs an S3 server in " + S3Server.cache()
                + "; 'local/kubernetes/compile tests' makes it (Go needed), ./verify does so by itself.";
        System.err.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
