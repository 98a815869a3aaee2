package fusion.movies.operator.database;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.database.Member.Membership;
import fusion.movies.operator.stack.Stacks;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import org.junit.jupiter.api.Test;

class MemberJobTest {

    private static final String SPEC =
            "{database: {nodes: 3, pod: {nodeSelector: {disk: ssd}, tolerations: [{key: dedicated}]}}}";
    private static final String IMAGE = "cockroachdb/cockroach:v22.1.22";

    private static Member member(boolean live) {
        return new Member(7, "movies-db-4.movies-db.films.svc:26257", live, Membership.ACTIVE, false);
    }

    private static PodSpec leave(boolean live) {
        return MemberJob.leave(Stacks.withSpec(SPEC), IMAGE, 4, member(live), 0, "cluster.local")
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    @Test
    void aNodeIsDrainedAndThenDecommissionedThroughAnother() {
        PodSpec pod = leave(true);

        assertThat(pod.getInitContainers())
                .singleElement()
                .satisfies(drain -> assertThat(drain.getArgs())
                        .containsExactly(
                                "node",
                                "drain",
                                "7",
                                "--host=movies-db-0.movies-db.films.svc.cluster.local:26257",
                                "--certs-dir=/cockroach/cockroach-certs"));
        assertThat(pod.getContainers())
                .singleElement()
                .satisfies(decommission -> assertThat(decommission.getArgs())
                        .containsExactly(
                                "node",
                                "decommission",
                                "7",
                                "--wait=all",
                                "--host=movies-db-0.movies-db.films.svc.cluster.local:26257",
                                "--certs-dir=/cockroach/cockroach-certs"));
    }

    @Test
    void aNodeThatIsDownIsNotDrained() {
        assertThat(leave(false).getInitContainers()).isEmpty();
    }

    @Test
    void itsPodIsScheduledLikeTheNodes() {
        assertThat(leave(true).getNodeSelector()).containsEntry("disk", "ssd");
        assertThat(leave(true).getTolerations()).extracting(Toleration::getKey).containsExactly("dedicated");
    }

    @Test
    void aNodeThatStaysIsRecommissioned() {
        assertThat(MemberJob.stay(Stacks.withSpec(SPEC), IMAGE, 4, member(true), 1, "cluster.local")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getArgs())
                .startsWith("node", "recommission", "7", "--host=movies-db-1.movies-db.films.svc.cluster.local:26257");
    }
}
