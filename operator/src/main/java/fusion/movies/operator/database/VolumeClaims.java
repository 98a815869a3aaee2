package fusion.movies.operator.database;

import fusion.movies.crd.DeletionPolicy;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepException;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The database's volume claims: the StatefulSet makes them, and the operator writes on them what must outlive the
 * stack (whose data it is), who removes them, and how large they should be.
 */
final class VolumeClaims {

    /**
     * A claim that is retained has no owner, and its label app.kubernetes.io/instance may be the name of an Argo CD
     * application: without these that one would take it for a leftover of its own, and prune it with its data.
     */
    private static final Map<String, String> FOR_ARGO_CD = Map.of(
            "argocd.argoproj.io/sync-options", "Prune=false",
            "argocd.argoproj.io/compare-options", "IgnoreExtraneous");

    private final List<PersistentVolumeClaim> claims;

    private VolumeClaims(List<PersistentVolumeClaim> claims) {
        this.claims = claims;
    }

    static VolumeClaims of(StackObjects objects) {
        return new VolumeClaims(objects.all(PersistentVolumeClaim.class, Labels.DATABASE).stream()
                .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(claim -> claim.getMetadata().getName()))
                .toList());
    }

    /** A StatefulSet takes whatever claim has the right name: one that is not the stack's ends the step. */
    void checkNames(MoviesStack stack, StackObjects objects) {
        for (int ordinal = 0; ordinal < stack.getSpec().database().nodes(); ordinal++) {
            String name = DatabasePods.DATA + "-" + StackNames.of(stack).databasePod(ordinal);
            if (claims.stream().noneMatch(claim -> claim.getMetadata().getName().equals(name))) {
                objects.own(PersistentVolumeClaim.class, name);
            }
        }
    }

    /** The largest size asked for by a claim. */
    Optional<Quantity> largest() {
        return claims.stream().map(VolumeClaims::requested).max(Comparator.comparing(Quantity::getNumericalAmount));
    }

    List<PersistentVolumeClaim> in(String phase) {
        return claims.stream()
                .filter(claim -> claim.getStatus() != null
                        && phase.equals(claim.getStatus().getPhase()))
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

    /** Writes on each claim what it lacks; ends the step where one cannot grow. */
    VolumeClaims apply(MoviesStack stack, String clusterId, StackObjects objects) {
        for (PersistentVolumeClaim claim : claims) {
            PersistentVolumeClaim desired = desired(stack, claim, clusterId);
            if (!matches(claim, desired, stack)) {
                apply(claim, desired, objects);
            }
        }
        return this;
    }

    private static void apply(PersistentVolumeClaim claim, PersistentVolumeClaim desired, StackObjects objects) {
        try {
            objects.applyFields(desired);
        } catch (KubernetesClientException e) {
            if (requested(claim).equals(requested(desired))) {
                throw e;
            }
            // What is not a matter of size is written all the same.
            objects.applyFields(new PersistentVolumeClaimBuilder(desired)
                    .editSpec()
                    .withNewResources()
                    .addToRequests("storage", requested(claim))
                    .endResources()
                    .endSpec()
                    .build());
            throw new StepException(StorageProblem.notExpanded(claim, requested(desired), e));
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
                .withAnnotations(annotations(id))
                .withOwnerReferences(
                        stack.getSpec().deletionPolicy() == DeletionPolicy.Delete ? List.of(owner(stack)) : List.of())
                .endMetadata()
                .withNewSpec()
                .withNewResources()
                .addToRequests("storage", isBound(claim) && isLarger(wanted, present) ? wanted : present)
                .endResources()
                .endSpec()
                .build();
    }

    private static boolean matches(PersistentVolumeClaim claim, PersistentVolumeClaim desired, MoviesStack stack) {
        boolean owned = claim.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(stack.getMetadata().getUid()));
        return has(claim, desired.getMetadata().getAnnotations())
                && owned == !desired.getMetadata().getOwnerReferences().isEmpty()
                && requested(claim).equals(requested(desired));
    }

    private static Map<String, String> annotations(String clusterId) {
        Map<String, String> annotations = new TreeMap<>(FOR_ARGO_CD);
        if (clusterId != null) {
            annotations.put(Metadata.CLUSTER_ID, clusterId);
        }
        return annotations;
    }

    private static boolean has(PersistentVolumeClaim claim, Map<String, String> annotations) {
        return claim.getMetadata().getAnnotations() != null
                && claim.getMetadata().getAnnotations().entrySet().containsAll(annotations.entrySet());
    }

    /** A claim without a volume cannot be changed. */
    private static boolean isBound(PersistentVolumeClaim claim) {
        return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
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
