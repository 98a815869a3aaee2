package fusion.movies.operator.database;

import fusion.movies.operator.pods.Events;
import fusion.movies.operator.pods.PodProblem;
import fusion.movies.operator.stack.Failures;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Diagnoses why a volume is missing, since the scheduler only reports that a claim is unbound. */
final class StorageProblem {

    private static final Set<String> NOT_PROVISIONED = Set.of("ProvisioningFailed", "FailedBinding");

    private static final String IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";

    /** Part of the API server's message if a claim's StorageClass does not allow expansion. */
    private static final String NOT_EXPANDABLE = "must support resize";

    private StorageProblem() {}

    static Optional<PodProblem> of(VolumeClaims claims, StackObjects objects) {
        return claims.in("Lost").stream()
                .findFirst()
                .map(StorageProblem::lost)
                .or(() -> claims.in("Pending").stream()
                        .findFirst()
                        .flatMap(claim -> objects.ofCluster(StorageClass.class)
                                .flatMap(classes -> classMissing(claim, classes))
                                .or(() -> notProvisioned(claim, objects))));
    }

    private static PodProblem lost(PersistentVolumeClaim claim) {
        return new PodProblem(
                "VolumeLost",
                named(claim)
                        + " lost its volume and the data on it. Restore the volume under its name, or delete the "
                        + "claim and the pod to start over without its data.");
    }

    private static Optional<PodProblem> notProvisioned(PersistentVolumeClaim claim, StackObjects objects) {
        return Events.newest(objects, claim, NOT_PROVISIONED)
                .map(message ->
                        new PodProblem("VolumeNotProvisioned", named(claim) + " cannot get a volume: " + message));
    }

    private static String named(PersistentVolumeClaim claim) {
        return "Claim " + claim.getMetadata().getName();
    }

    private static Optional<PodProblem> classMissing(PersistentVolumeClaim claim, List<StorageClass> classes) {
        String wanted = claim.getSpec().getStorageClassName();
        boolean isThere = classes.stream()
                .anyMatch(one -> wanted == null ? isDefault(one) : name(one).equals(wanted));
        if (isThere) {
            return Optional.empty();
        }
        String existing = classes.isEmpty()
                ? "the cluster has none"
                : "available: "
                        + String.join(
                                ", ",
                                classes.stream()
                                        .map(StorageProblem::name)
                                        .sorted()
                                        .toList());
        String missing = wanted == null ? "no default StorageClass" : "no StorageClass '" + wanted + "'";
        return Optional.of(new PodProblem(
                "StorageClassMissing",
                named(claim) + " stays unbound: there is " + missing + " (" + existing
                        + "). Create it, or create a new stack with another database.storage.storageClassName."));
    }

    /** Why a claim keeps its size. */
    static StepResult notExpanded(PersistentVolumeClaim claim, Quantity wanted, KubernetesClientException refusal) {
        Quantity present = claim.getSpec().getResources().getRequests().get("storage");
        String volume =
                named(claim) + " stays at " + present + " instead of the " + wanted + " of database.storage.size: ";
        StepResult refused = Failures.of(refusal);
        return refused.message().contains(NOT_EXPANDABLE)
                ? new StepResult.Failed(
                        "StorageNotExpandable",
                        volume + "its StorageClass '" + claim.getSpec().getStorageClassName()
                                + "' does not expand volumes. Set the size back to " + present
                                + ", or set allowVolumeExpansion of the class to true if its driver supports expansion.")
                : new StepResult.Failed(refused.reason(), volume + refused.message());
    }

    private static boolean isDefault(StorageClass one) {
        return one.getMetadata().getAnnotations() != null
                && "true".equals(one.getMetadata().getAnnotations().get(IS_DEFAULT));
    }

    private static String name(StorageClass one) {
        return one.getMetadata().getName();
    }
}
