package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.function.Function;

/** One object of a stack that is kept as a pure builder wants it. */
public final class StackObject<R extends HasMetadata> extends CRUDKubernetesDependentResource<R, MoviesStack> {

    private static final int UNPROCESSABLE = 422;

    private final Function<StackNames, String> name;

    public StackObject(Class<R> type, Function<StackNames, String> name) {
        super(type);
        this.name = name;
    }

    /** Brings the object to what is wanted, and returns it as it is then. */
    public R apply(R wanted, MoviesStack stack, Context<MoviesStack> context) {
        context.managedWorkflowAndDependentResourceContext().put(this, wanted);
        return reconcile(stack, context).getSingleResource().orElseThrow();
    }

    /** Removes the object if it is there. */
    public void remove(MoviesStack stack, Context<MoviesStack> context) {
        find(stack, context).ifPresent(object -> handleDelete(stack, object, context));
    }

    public Optional<R> find(MoviesStack stack, Context<MoviesStack> context) {
        return getSecondaryResource(stack, context);
    }

    /**
     * Applied server-side, so that what others added stays. What they added can be in the way, as a port of the same name
     * with another number is: then the object is replaced by what is wanted.
     */
    @Override
    public R update(R actual, R desired, MoviesStack stack, Context<MoviesStack> context) {
        try {
            return super.update(actual, desired, stack, context);
        } catch (KubernetesClientException e) {
            if (e.getCode() != UNPROCESSABLE) {
                throw e;
            }
            return context.getClient().resource(desired).update();
        }
    }

    @Override
    protected R desired(MoviesStack stack, Context<MoviesStack> context) {
        return context.managedWorkflowAndDependentResourceContext().getMandatory(this, resourceType());
    }

    @Override
    protected ResourceID targetSecondaryResourceID(MoviesStack stack, Context<MoviesStack> context) {
        StackNames names = StackNames.of(stack);
        return new ResourceID(name.apply(names), names.namespace());
    }
}
