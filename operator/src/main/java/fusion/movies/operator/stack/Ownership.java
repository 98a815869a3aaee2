package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;

/** Whether an object is the stack's own. Asked before every write: another's object is never touched. */
final class Ownership {

    private Ownership() {}

    static OwnerReference reference(MoviesStack stack) {
        return new OwnerReferenceBuilder()
                .withApiVersion(stack.getApiVersion())
                .withKind(stack.getKind())
                .withName(stack.getMetadata().getName())
                .withUid(stack.getMetadata().getUid())
                .build();
    }

    /**
     * Ends the step where the object is not the stack's.
     *
     * <p>The stack's own have it as an owner, whatever became of their labels. One without any owner that carries the
     * stack's labels was left by a deletion that orphaned it, and is taken back.
     */
    static void check(HasMetadata object, MoviesStack stack) {
        List<OwnerReference> owners = object.getMetadata().getOwnerReferences();
        if (owners.stream()
                .anyMatch(owner -> owner.getUid().equals(stack.getMetadata().getUid()))) {
            return;
        }
        if (owners.stream().anyMatch(owner -> isFormer(owner, stack))) {
            throw new StepException(new StepResult.Waiting(
                    "FormerStack",
                    named(object) + " belongs to a former stack of this name, which is being removed. It is made again"
                            + " when that one is gone."));
        }
        if (!owners.isEmpty() || !Labels.areOf(stack, object.getMetadata().getLabels())) {
            throw new StepException(new StepResult.Failed(
                    "NameTaken",
                    named(object) + " exists in namespace '"
                            + object.getMetadata().getNamespace()
                            + "' and is not this stack's, which needs the name. It is left as it is. Delete or rename"
                            + " it, or make the stack under another name."));
        }
    }

    private static boolean isFormer(OwnerReference owner, MoviesStack stack) {
        return owner.getKind().equals(stack.getKind())
                && owner.getName().equals(stack.getMetadata().getName());
    }

    private static String named(HasMetadata object) {
        return object.getKind() + " '" + object.getMetadata().getName() + "'";
    }
}
