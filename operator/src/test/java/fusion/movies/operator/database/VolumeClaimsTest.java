package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
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
    void deletionPolicyDecidesWhoOwnsAClaim() {
        PersistentVolumeClaim claim = claim("10Gi", null);

        assertThat(VolumeClaims.desired(Stacks.withSpec("{}"), claim, null)
                        .getMetadata()
                        .getOwnerReferences())
                .isEmpty();
        assertThat(VolumeClaims.desired(Stacks.withSpec("{deletionPolicy: Delete}"), claim, null)
                        .getMetadata()
                        .getOwnerReferences())
                .extracting(OwnerReference::getName)
                .containsExactly("movies");
    }

    @Test
    void aClusterIdOnceWrittenStays() {
        PersistentVolumeClaim claim = claim("10Gi", Map.of(Metadata.CLUSTER_ID, "cluster-1"));

        assertThat(VolumeClaims.desired(Stacks.withSpec("{}"), claim, null)
                        .getMetadata()
                        .getAnnotations())
                .containsEntry(Metadata.CLUSTER_ID, "cluster-1");
    }

    @Test
    void aVolumeGrowsAndNeverShrinks() {
        PersistentVolumeClaim claim = claim("20Gi", null);

        assertThat(size("{database: {storage: {size: 30Gi}}}", claim)).isEqualTo("30Gi");
        assertThat(size("{database: {storage: {size: 10Gi}}}", claim)).isEqualTo("20Gi");
    }

    @Test
    void aClaimWithoutAVolumeKeepsItsSizeForItCannotBeChanged() {
        PersistentVolumeClaim pending = claim("20Gi", null);
        pending.getStatus().setPhase("Pending");

        assertThat(size("{database: {storage: {size: 30Gi}}}", pending)).isEqualTo("20Gi");
    }

    private static String size(String spec, PersistentVolumeClaim claim) {
        return VolumeClaims.desired(Stacks.withSpec(spec), claim, null)
                .getSpec()
                .getResources()
                .getRequests()
                .get("storage")
                .toString();
    }
}
