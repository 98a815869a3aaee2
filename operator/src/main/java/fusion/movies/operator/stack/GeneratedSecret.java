package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.Creator;
import io.javaoperatorsdk.operator.processing.dependent.Matcher.Result;
import io.javaoperatorsdk.operator.processing.dependent.Updater;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A Secret with random content: made once, and made anew only when it is no longer good. */
public final class GeneratedSecret extends KubernetesDependentResource<Secret, MoviesStack>
        implements Creator<Secret, MoviesStack>,
                Updater<Secret, MoviesStack>,
                io.javaoperatorsdk.operator.api.reconciler.dependent.GarbageCollected<MoviesStack> {

    /** Whether a Secret may stay as it is. */
    @FunctionalInterface
    public interface Check {
        boolean isGood(Secret secret, MoviesStack stack, Context<MoviesStack> context);
    }

    private final Function<StackNames, String> name;
    private final BiFunction<MoviesStack, Context<MoviesStack>, Secret> generator;
    private final Check check;

    public GeneratedSecret(
            Function<StackNames, String> name,
            BiFunction<MoviesStack, Context<MoviesStack>, Secret> generator,
            Check check) {
        super(Secret.class);
        this.name = name;
        this.generator = generator;
        this.check = check;
    }

    public Secret apply(MoviesStack stack, Context<MoviesStack> context) {
        return reconcile(stack, context).getSingleResource().orElseThrow();
    }

    @Override
    public Result<Secret> match(Secret actual, MoviesStack stack, Context<MoviesStack> context) {
        return Result.nonComputed(check.isGood(actual, stack, context));
    }

    @Override
    protected Secret desired(MoviesStack stack, Context<MoviesStack> context) {
        return generator.apply(stack, context);
    }

    @Override
    protected ResourceID targetSecondaryResourceID(MoviesStack stack, Context<MoviesStack> context) {
        StackNames names = StackNames.of(stack);
        return new ResourceID(name.apply(names), names.namespace());
    }
}
