package fusion.movies.operator.harness;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One {@link Harness} for all test classes. If its binaries were not compiled, the tests are skipped with a reason. */
final class HarnessExtension implements ExecutionCondition, ParameterResolver {

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(HarnessExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (ControlPlaneBinaries.find().isPresent()) {
            return ConditionEvaluationResult.enabled("the programs are there");
        }
        String reason = "SKIPPED: " + context.getDisplayName() + " needs kube-apiserver, etcd and kstatus in "
                + ControlPlaneBinaries.cache()
                + "; 'local/kubernetes/compile tests' compiles them (needs Go), and so does ./verify.";
        System.err.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Harness.class;
    }

    @Override
    public Harness resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes it with the store.
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(
                        Harness.class,
                        any -> Harness.start(ControlPlaneBinaries.find().orElseThrow()),
                        Harness.class);
    }
}
