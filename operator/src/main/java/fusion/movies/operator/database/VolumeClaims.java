package fusion.movies.operator.database;

import fusion.movies.crd.DeletionPolicy;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The database's volume claims: the StatefulSet makes them, and the operator writes on them what must outlive the
 * stack (whose data it is), who removes them, and how large they should be.
 */
final class VolumeClaims {

    private final List<PersistentVolumeClaim> claims;

    private VolumeClaims(List<PersistentVolumeClaim> claims) {
        this.claims = claims;
    }

    static VolumeClaims of(Context<MoviesStack> context) {
        return new VolumeClaims(context.getSecondaryResources(PersistentVolumeClaim.class).stream()
                .filter(claim -> Labels.hasComponent(claim.getMetadata().getLabels(), Labels.DATABASE))
                .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null)
                .toList());
    }

    List<PersistentVolumeClaim> pending() {
        return claims.stream()
                .filter(claim -> claim.getStatus() == null
                        || "Pending".equals(claim.getStatus().getPhase()))
                .toList();
    }

    /** Ids of the clusters whose data is on the volumes: none before the first start, one from then on. */
    List<String> clusterIds() {
        return claims.stream()
                .map(VolumeClaims::clusterId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Writes on each claim what it lacks. */
    void apply(MoviesStack stack, String clusterId, Context<MoviesStack> context) {
        for (PersistentVolumeClaim claim : claims) {
            PersistentVolumeClaim desired = desired(stack, claim, clusterId);
            if (!matches(claim, desired, stack)) {
                apply(
                        context.getClient(),
                        desired,
                        context.getControllerConfiguration().fieldManager());
            }
        }
    }

    static PersistentVolumeClaim desired(MoviesStack stack, PersistentVolumeClaim claim, String clusterId) {
        String id = clusterId == null ? clusterId(claim) : clusterId;
        Quantity wanted = stack.getSpec().database().storage().size();
        Quantity present = requested(claim);
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(claim.getMetadata().getName())
                .withNamespace(claim.getMetadata().getNamespace())
                // Never makes a claim anew that went away under way.
                .withUid(claim.getMetadata().getUid())
                .withAnnotations(id == null ? null : Map.of(Metadata.CLUSTER_ID, id))
                .withOwnerReferences(
                        stack.getSpec().deletionPolicy() == DeletionPolicy.Delete ? List.of(owner(stack)) : List.of())
                .endMetadata()
                .withNewSpec()
                .withNewResources()
                .addToRequests("storage", isLarger(wanted, present) ? wanted : present)
                .endResources()
                .endSpec()
                .build();
    }

    private static boolean matches(PersistentVolumeClaim claim, PersistentVolumeClaim desired, MoviesStack stack) {
        boolean owned = claim.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(stack.getMetadata().getUid()));
        return Objects.equals(clusterId(claim), clusterId(desired))
                && owned == !desired.getMetadata().getOwnerReferences().isEmpty()
                && requested(claim).equals(requested(desired));
    }

    private static void apply(KubernetesClient client, PersistentVolumeClaim claim, String fieldManager) {
        client.resource(claim).fieldManager(fieldManager).forceConflicts().serverSideApply();
    }

    private static boolean isLarger(Quantity one, Quantity other) {
        return one.getNumericalAmount().compareTo(other.getNumericalAmount()) > 0;
    }

    private static Quantity requested(PersistentVolumeClaim claim) {
        return claim.getSpec().getResources().getRequests().get("storage");
    }

    private static String clusterId(PersistentVolumeClaim claim) {
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(Metadata.CLUSTER_ID);
    }

    private static OwnerReference owner(MoviesStack stack) {
        return new OwnerReferenceBuilder()
                .withApiVersion(stack.getApiVersion())
                .withKind(stack.getKind())
                .withName(stack.getMetadata().getName())
                .withUid(stack.getMetadata().getUid())
                .build();
    }
}
