package fusion.movies.crd;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test, with a reason, if promtool is not installed. */
final class NeedsPromtool implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")))) {
            return ConditionEvaluationResult.enabled("promtool is there");
        }
        String reason = "SKIPPED: " + context.getDisplayName()
                + " needs promtool on the PATH, from Debian's package prometheus; ./verify installs it if permitted.";
        System.err.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
