package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationTest {

    @Test
    void everyConfigurationWithOneReplicaIsRaisedAtItsTarget() {
        List<ZoneConfiguration> present = List.of(
                new ZoneConfiguration("RANGE default", """
                        ALTER RANGE default CONFIGURE ZONE USING
                        	range_min_bytes = 134217728,
                        	num_replicas = 1,
                        	constraints = '[]'"""),
                new ZoneConfiguration("TABLE system.public.tenant_usage", "… CONFIGURE ZONE USING\n\tnum_replicas = 1"),
                new ZoneConfiguration("RANGE meta", "… num_replicas = 5, gc.ttlseconds = 1"),
                new ZoneConfiguration("DATABASE films", "… num_replicas = 11"),
                new ZoneConfiguration("DATABASE other", "… gc.ttlseconds = 600"),
                new ZoneConfiguration(null, null));

        assertThat(ZoneConfiguration.raised(present))
                .containsExactly(
                        "ALTER RANGE default CONFIGURE ZONE USING num_replicas = 3",
                        "ALTER TABLE system.public.tenant_usage CONFIGURE ZONE USING num_replicas = 3");
    }

    @Test
    void itIsCompleteWhenEveryRangeHasThreeReplicas() {
        Replication replication = Replication.of(
                List.of(
                        new Replication.Range("/Min", 3),
                        new Replication.Range("/Table/104", 1),
                        new Replication.Range("/Table/105", 5)),
                5);

        assertThat(replication.isComplete()).isFalse();
        assertThat(replication.lacksSystemsAlone()).isFalse();
        assertThat(replication.progress()).isEqualTo("2 of 3 ranges have 3 replicas.");
    }

    @Test
    void aSystemRangeThatLagsIsNamed() {
        Replication replication = Replication.of(
                List.of(new Replication.Range("/Table/45", 1), new Replication.Range("/Table/104", 3)), 3);

        assertThat(replication.lacksSystemsAlone()).isTrue();
        assertThat(replication.stragglers()).contains("1 of 2 ranges have 3 replicas.", "/Table/45 has fewer");
    }

    @ParameterizedTest
    @CsvSource({
        "/Min, true",
        "/Meta2/System, true",
        "/System/NodeLiveness, true",
        "/NamespaceTable/30, true",
        "/Table/45, true",
        "/Table/100, false",
        "/Table/106/1/5, false",
        "/Tenant/2/Table/106, false",
        "/Tenant/2/Table/3, true"
    })
    void aRangeIsTheSystemsOrAUsers(String start, boolean isSystems) {
        assertThat(new Replication.Range(start, 1).isSystems()).isEqualTo(isSystems);
    }
}
