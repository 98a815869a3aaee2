package fusion.movies.operator.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeMetricsTest {

    @Test
    void metricsAreFoundByNameRegardlessOfLabels() {
        NodeMetrics metrics = NodeMetrics.parse("""
                # TYPE ranges gauge
                ranges{store="1",node_id="2",tenant="system"} 4.4e+01
                ranges{store="2",node_id="2"} 6
                ranges_underreplicated{store="1"} 2
                ranges_unavailable{store="1"} 1
                ranges_unavailable_sum 9
                liveness_livenodes{node_id="2"} 3
                sys_rss 1.953747507e+09
                """);

        assertThat(metrics).isEqualTo(new NodeMetrics(50, 2, 1, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "44 | 0 | 0 | 2 | 2 of 3 live nodes",
                "0 | 0 | 0 | 3 | no ranges yet",
                "44 | 0 | 2 | 3 | 2 unavailable ranges",
                "44 | 1 | 0 | 3 | 1 under-replicated ranges"
            })
    void anUnhealthyNodeSaysWhy(long ranges, long underreplicated, long unavailable, long live, String lack) {
        assertThat(new NodeMetrics(ranges, underreplicated, unavailable, live).lacks(3))
                .contains(lack);
    }

    @Test
    void aHealthyNodeSaysNothing() {
        assertThat(new NodeMetrics(44, 0, 0, 3).lacks(3)).isEmpty();
    }
}
