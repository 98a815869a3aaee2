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
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The database's volume claims, which the StatefulSet creates. The operator annotates them with the state that must
 * outlive the stack, and sets their owner and size.
 */
final class VolumeClaims {

    /**
     * A claim that is retained has no owner, and its label app.kubernetes.io/instance may be the name of an Argo CD
     * application: without these annotations Argo CD would prune the claim, and its data, as a leftover.
     */
    private static final Map<String, String> FOR_ARGO_CD = Map.of(
            "argocd.argoproj.io/sync-options", "Prune=false",
            "argocd.argoproj.io/compare-options", "IgnoreExtraneous");

    /** The claims of nodes that are members, or may be. */
    private final List<PersistentVolumeClaim> claims;

    /** The claims of decommissioned nodes, including those being deleted. */
    private final List<PersistentVolumeClaim> left;

    private VolumeClaims(List<PersistentVolumeClaim> claims, List<PersistentVolumeClaim> left) {
        this.claims = claims;
        this.left = left;
    }

    static VolumeClaims of(StackObjects objects) {
        return of(objects.all(PersistentVolumeClaim.class, Labels.DATABASE));
    }

    static VolumeClaims of(List<PersistentVolumeClaim> all) {
        List<PersistentVolumeClaim> sorted = all.stream()
                .sorted(Comparator.comparingInt(StackNames::ordinal))
                .toList();
        return new VolumeClaims(
                sorted.stream()
                        .filter(claim -> !hasLeft(claim) && claim.getMetadata().getDeletionTimestamp() == null)
                        .toList(),
                sorted.stream().filter(VolumeClaims::hasLeft).toList());
    }

    /** The claims' record, or the defaults of an operator that did not record it. */
    Remembered remembered(Optional<StatefulSet> set) {
        Remembered written = Remembered.of(claims);
        if (!written.hasCluster()) {
            return written;
        }
        Shape shape = written.shape().or(() -> set.map(Shape::of)).orElseGet(() -> Shape.of(claims.size()));
        return written.withShape(new Shape(shape.mode(), Math.min(shape.nodes(), firstLeft())));
    }

    /** The claims of decommissioned nodes, highest ordinal first. */
    List<PersistentVolumeClaim> left() {
        return left.reversed();
    }

    /** The lowest ordinal whose node was decommissioned: no node can run there until its claim is deleted. */
    int firstLeft() {
        return left.stream().mapToInt(StackNames::ordinal).min().orElse(Integer.MAX_VALUE);
    }

    /**
     * Whether the other claims no longer count a node that has left. Checks the claims as read, not as written:
     * otherwise the node would be created again once its own claim is gone.
     */
    boolean doNotCount(int ordinal) {
        return Remembered.of(claims)
                .shape()
                .filter(shape -> shape.nodes() <= ordinal)
                .isPresent();
    }

    Optional<PersistentVolumeClaim> at(int ordinal) {
        return claims.stream()
                .filter(claim -> StackNames.ordinal(claim) == ordinal)
                .findFirst();
    }

    private static boolean hasLeft(PersistentVolumeClaim claim) {
        return claim.getMetadata().getAnnotations() != null
                && claim.getMetadata().getAnnotations().containsKey(Metadata.DECOMMISSIONED);
    }

    /** A StatefulSet adopts any claim with the right name, so a claim of another owner ends the step. */
    void checkNames(MoviesStack stack, int nodes, StackObjects objects) {
        for (int ordinal = 0; ordinal < nodes; ordinal++) {
            String name = DatabasePods.DATA + "-" + StackNames.of(stack).databasePod(ordinal);
            if (claims.stream().noneMatch(claim -> claim.getMetadata().getName().equals(name))) {
                objects.own(PersistentVolumeClaim.class, name);
            }
        }
    }

    /** The largest size requested by a claim. */
    Optional<Quantity> largest() {
        return claims.stream().map(VolumeClaims::requested).max(Comparator.comparing(Quantity::getNumericalAmount));
    }

    List<PersistentVolumeClaim> in(String phase) {
        return claims.stream()
                .filter(claim -> claim.getStatus() != null
                        && phase.equals(claim.getStatus().getPhase()))
                .toList();
    }

    /** Adds missing records to each claim, and ends the step if one could not be written or cannot be expanded. */
    void apply(MoviesStack stack, Remembered remembered, StackObjects objects) {
        List<RuntimeException> failures = new ArrayList<>();
        for (PersistentVolumeClaim claim : claims) {
            PersistentVolumeClaim desired = desired(stack, claim, remembered);
            if (!matches(claim, desired, stack)) {
                try {
                    apply(claim, desired, objects);
                } catch (StepException | KubernetesClientException e) {
                    failures.add(e);
                }
            }
        }
        // A failed write takes precedence over a size problem.
        failures.stream()
                .min(Comparator.comparing(failure -> failure instanceof StepException))
                .ifPresent(failure -> {
                    throw failure;
                });
    }

    /** Records that this claim's node was decommissioned: from then on its volume is to be deleted. */
    static PersistentVolumeClaim markLeft(PersistentVolumeClaim claim, int node, StackObjects objects) {
        return objects.client()
                .resource(claim)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"uid\":\"%s\",\"annotations\":{\"%s\":\"%d\"}}}"
                                .formatted(claim.getMetadata().getUid(), Metadata.DECOMMISSIONED, node));
    }

    private static void apply(PersistentVolumeClaim claim, PersistentVolumeClaim desired, StackObjects objects) {
        try {
            objects.applyFields(desired);
        } catch (KubernetesClientException e) {
            if (requested(claim).equals(requested(desired))) {
                throw e;
            }
            // Records other than the size are written nevertheless.
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

    static PersistentVolumeClaim desired(MoviesStack stack, PersistentVolumeClaim claim, Remembered remembered) {
        Quantity wanted = stack.getSpec().database().nodeSettings().storage().size();
        Quantity present = requested(claim);
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(claim.getMetadata().getName())
                .withNamespace(claim.getMetadata().getNamespace())
                // Never re-creates a claim that was deleted in the meantime.
                .withUid(claim.getMetadata().getUid())
                .withAnnotations(annotations(claim, remembered))
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

    private static Map<String, String> annotations(PersistentVolumeClaim claim, Remembered remembered) {
        Map<String, String> annotations = new TreeMap<>(FOR_ARGO_CD);
        annotations.putAll(remembered.annotations());
        // A claim with another cluster's data keeps its cluster id.
        Optional.ofNullable(clusterId(claim)).ifPresent(id -> annotations.put(Metadata.CLUSTER_ID, id));
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
        return Objects.requireNonNull(
                claim.getSpec().getResources().getRequests().get("storage"));
    }

    private static @Nullable String clusterId(PersistentVolumeClaim claim) {
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
