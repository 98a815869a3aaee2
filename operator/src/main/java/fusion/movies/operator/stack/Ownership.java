package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;

/**
 * Decides whether an object is the stack's own. Checked before every write: objects of other owners are never touched.
 */
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
     * Ends the step if the object is not the stack's.
     *
     * <p>An object is the stack's if its owner reference says so, regardless of its labels. One without owner but
     * with the stack's labels was orphaned by a deletion, and is adopted.
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
                    named(object) + " belongs to a former stack of this name, which is being deleted. It is "
                            + "re-created once that one is gone."));
        }
        if (!owners.isEmpty() || !Labels.areOf(stack, object.getMetadata().getLabels())) {
            throw new StepException(new StepResult.Failed(
                    "NameTaken",
                    named(object) + " exists in namespace '"
                            + object.getMetadata().getNamespace()
                            + "' and does not belong to this stack, which needs the name. The operator does not "
                            + "touch it. Delete or rename it, or create the stack under another name."));
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
