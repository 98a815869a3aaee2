package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.PodProblem;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;

/** Why a volume is not there: the scheduler only says that a claim is unbound. */
final class StorageProblem {

    private static final String IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";

    private StorageProblem() {}

    static Optional<PodProblem> of(VolumeClaims claims, Context<MoviesStack> context) {
        List<PersistentVolumeClaim> pending = claims.pending();
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        List<StorageClass> classes =
                context.getClient().storage().v1().storageClasses().list().getItems();
        PersistentVolumeClaim claim = pending.getFirst();
        String wanted = claim.getSpec().getStorageClassName();
        boolean isThere = classes.stream()
                .anyMatch(one -> wanted == null ? isDefault(one) : name(one).equals(wanted));
        if (isThere) {
            return Optional.empty();
        }
        String existing = classes.isEmpty()
                ? "this cluster has none"
                : "there are "
                        + String.join(
                                ", ",
                                classes.stream()
                                        .map(StorageProblem::name)
                                        .sorted()
                                        .toList());
        String missing = wanted == null ? "no default StorageClass" : "no StorageClass '" + wanted + "'";
        return Optional.of(new PodProblem(
                "StorageClassMissing",
                "Claim " + claim.getMetadata().getName() + " stays unbound: there is " + missing + " (" + existing
                        + "). Make it, or make a new stack with another database.storage.storageClassName."));
    }

    private static boolean isDefault(StorageClass one) {
        return one.getMetadata().getAnnotations() != null
                && "true".equals(one.getMetadata().getAnnotations().get(IS_DEFAULT));
    }

    private static String name(StorageClass one) {
        return one.getMetadata().getName();
    }
}
