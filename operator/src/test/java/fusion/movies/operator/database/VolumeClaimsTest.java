package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolumeClaimsTest {

    private static PersistentVolumeClaim claim(String size, Map<String, String> annotations) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("data-movies-db-0")
                .withNamespace("films")
                .withUid("claim-1")
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withNewResources()
                .addToRequests("storage", new Quantity(size))
                .endResources()
                .endSpec()
                .withNewStatus()
                .withPhase("Bound")
                .endStatus()
                .build();
    }

    @Test
    void theDeletionPolicyDecidesWhoOwnsAClaim() {
        PersistentVolumeClaim claim = claim("10Gi", null);

        assertThat(VolumeClaims.desired(Stacks.withSpec("{}"), claim, Remembered.NOTHING)
                        .getMetadata()
                        .getOwnerReferences())
                .isEmpty();
        assertThat(VolumeClaims.desired(Stacks.withSpec("{deletionPolicy: Delete}"), claim, Remembered.NOTHING)
                        .getMetadata()
                        .getOwnerReferences())
                .extracting(OwnerReference::getName)
                .containsExactly("movies");
    }

    @Test
    void aRecordedClusterIdStays() {
        PersistentVolumeClaim claim = claim("10Gi", Map.of(Metadata.CLUSTER_ID, "cluster-1"));

        assertThat(VolumeClaims.desired(Stacks.withSpec("{}"), claim, Remembered.NOTHING)
                        .getMetadata()
                        .getAnnotations())
                .containsEntry(Metadata.CLUSTER_ID, "cluster-1");
    }

    private static PersistentVolumeClaim numbered(int ordinal, Map<String, String> annotations) {
        PersistentVolumeClaim claim = claim("10Gi", annotations);
        claim.getMetadata().setName("data-movies-db-" + ordinal);
        return claim;
    }

    @Test
    void recordsSurviveARoundTrip() {
        Remembered remembered = new Remembered(
                List.of("cluster-1"),
                Optional.of(new Shape(Shape.Mode.CLUSTER, 5)),
                Optional.of("cockroachdb/cockroach:v25.2.9"),
                Optional.of("25.2"));
        PersistentVolumeClaim written = VolumeClaims.desired(Stacks.withSpec("{}"), numbered(0, null), remembered);

        assertThat(Remembered.of(List.of(written, numbered(4, null)))).isEqualTo(remembered);
    }

    @Test
    void aClaimOfAnotherClusterKeepsItsClusterId() {
        PersistentVolumeClaim other = numbered(1, Map.of(Metadata.CLUSTER_ID, "cluster-2"));

        assertThat(VolumeClaims.desired(Stacks.withSpec("{}"), other, Remembered.NOTHING.withCluster("cluster-1"))
                        .getMetadata()
                        .getAnnotations())
                .containsEntry(Metadata.CLUSTER_ID, "cluster-2");
    }

    @Test
    void claimsWithOnlyAClusterIdAreCompletedFromTheStatefulSetOrTheirNumber() {
        Map<String, String> id = Map.of(Metadata.CLUSTER_ID, "cluster-1");
        VolumeClaims three = VolumeClaims.of(List.of(numbered(0, id), numbered(1, id), numbered(2, id)));
        StatefulSet set = DatabasePods.statefulSet(
                Stacks.withSpec("{}"),
                new Shape(Shape.Mode.CLUSTER, 5),
                "image",
                "cluster.local",
                Map.of(),
                new Quantity("10Gi"));

        assertThat(three.remembered(Optional.of(set)).shape()).contains(new Shape(Shape.Mode.CLUSTER, 5));
        assertThat(three.remembered(Optional.empty()).shape()).contains(new Shape(Shape.Mode.CLUSTER, 3));
        assertThat(VolumeClaims.of(List.of(numbered(0, id)))
                        .remembered(Optional.empty())
                        .shape())
                .contains(new Shape(Shape.Mode.SINGLE_NODE, 1));
        assertThat(VolumeClaims.of(List.of(numbered(0, null)))
                        .remembered(Optional.of(set))
                        .shape())
                .isEmpty();
    }

    @Test
    void aClaimWhoseNodeHasLeftNoLongerCounts() {
        Map<String, String> five = Remembered.NOTHING
                .withCluster("cluster-1")
                .withShape(new Shape(Shape.Mode.CLUSTER, 5))
                .annotations();
        VolumeClaims claims = VolumeClaims.of(List.of(
                numbered(10, Map.of(Metadata.DECOMMISSIONED, "7")),
                numbered(4, Map.of(Metadata.DECOMMISSIONED, "6")),
                numbered(0, five)));

        assertThat(claims.firstLeft()).isEqualTo(4);
        assertThat(claims.left()).extracting(StackNames::ordinal).containsExactly(10, 4);
        assertThat(claims.remembered(Optional.empty()).shape()).contains(new Shape(Shape.Mode.CLUSTER, 4));
        assertThat(claims.doNotCount(4)).isFalse();
        assertThat(claims.doNotCount(10)).isTrue();
    }

    @Test
    void aVolumeIsExpandedAndNeverShrunk() {
        PersistentVolumeClaim claim = claim("20Gi", null);

        assertThat(size("{database: {storage: {size: 30Gi}}}", claim)).isEqualTo("30Gi");
        assertThat(size("{database: {storage: {size: 10Gi}}}", claim)).isEqualTo("20Gi");
    }

    @Test
    void anUnboundClaimKeepsItsSize() {
        PersistentVolumeClaim pending = claim("20Gi", null);
        pending.getStatus().setPhase("Pending");

        assertThat(size("{database: {storage: {size: 30Gi}}}", pending)).isEqualTo("20Gi");
    }

    private static String size(String spec, PersistentVolumeClaim claim) {
        return VolumeClaims.desired(Stacks.withSpec(spec), claim, Remembered.NOTHING)
                .getSpec()
                .getResources()
                .getRequests()
                .get("storage")
                .toString();
    }
}
