package fusion.movies.e2e;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** One {@link Cluster} for all test classes, a {@link TestNamespace} for each, and diagnostics of failed tests. */
final class ClusterExtension
        implements ParameterResolver, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    private static final Namespace STORE = Namespace.create(ClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestNamespace.class;
    }

    @Override
    public TestNamespace resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes both with their stores.
        Cluster cluster = context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(Cluster.class, _ -> Cluster.withOperator(), Cluster.class);
        return context.getStore(STORE)
                .computeIfAbsent(
                        TestNamespace.class,
                        _ -> TestNamespace.create(cluster, context.getRequiredTestClass()),
                        TestNamespace.class);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        explain(failure, context);
        throw failure;
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        explain(failure, context);
        throw failure;
    }

    private static void explain(Throwable failure, ExtensionContext context) {
        if (failure instanceof TestAbortedException) {
            return;
        }
        TestNamespace namespace = context.getStore(STORE).get(TestNamespace.class, TestNamespace.class);
        if (namespace != null) {
            try {
                Diagnosis.print(namespace, context.getDisplayName());
            } catch (KubernetesClientException e) {
                failure.addSuppressed(e); // instead of hiding it
            }
        }
    }
}
