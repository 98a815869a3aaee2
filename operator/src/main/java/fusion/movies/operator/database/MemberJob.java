package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.database.ClientJob.Command;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.pods.Jobs;
import fusion.movies.operator.pods.PodDiagnosis;
import fusion.movies.operator.pods.PodProblem;
import fusion.movies.operator.pods.PodState;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;

/**
 * Decommissions a node, or recommissions it. Uses the {@code cockroach} client, because SQL cannot change the
 * membership. Both are idempotent.
 */
final class MemberJob {

    private MemberJob() {}

    /**
     * Drains a node, moves its replicas away, and completes when the cluster has decommissioned it.
     *
     * @param via ordinal of another node, which the client connects to
     */
    static Job leave(MoviesStack stack, String image, int ordinal, Member member, int via, String clusterDomain) {
        StackNames names = StackNames.of(stack);
        String id = String.valueOf(member.id());
        String host = host(names, via, clusterDomain);
        Command decommission = new Command("decommission", "node", "decommission", id, "--wait=all", host);
        String name = names.databaseLeave(ordinal);
        return member.live()
                ? ClientJob.job(
                        stack,
                        name,
                        Labels.DATABASE_MEMBERSHIP,
                        image,
                        // Drains first, so that clients are not cut off when the replicas are gone.
                        new Command("drain", "node", "drain", id, host),
                        decommission)
                // A node that is down cannot be drained.
                : ClientJob.job(stack, name, Labels.DATABASE_MEMBERSHIP, image, decommission);
    }

    static Job stay(MoviesStack stack, String image, int ordinal, Member member, int via, String clusterDomain) {
        StackNames names = StackNames.of(stack);
        return ClientJob.job(
                stack,
                names.databaseStay(ordinal),
                Labels.DATABASE_MEMBERSHIP,
                image,
                new Command(
                        "recommission",
                        "node",
                        "recommission",
                        String.valueOf(member.id()),
                        host(names, via, clusterDomain)));
    }

    /** Why a Job makes no progress. */
    static Optional<PodProblem> problem(Job job, List<Pod> pods, PodDiagnosis diagnosis) {
        List<Pod> own = pods.stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(
                                owner -> owner.getUid().equals(job.getMetadata().getUid())))
                .toList();
        if (!Jobs.isOver(job)) {
            return diagnosis.of(job, 1, own);
        }
        return Jobs.hasSucceeded(job)
                ? Optional.empty()
                : Optional.of(new PodProblem(
                        "MembershipJobFailed",
                        "Job '" + job.getMetadata().getName() + "' failed"
                                + own.stream()
                                        .findFirst()
                                        .map(PodState::lastExit)
                                        .orElse("") + "."
                                + own.stream()
                                        .findFirst()
                                        .map(pod -> " See: kubectl logs "
                                                + pod.getMetadata().getName() + " --all-containers.")
                                        .orElse("")
                                + " It is retried after two minutes, or once it is deleted."));
    }

    private static String host(StackNames names, int ordinal, String clusterDomain) {
        return "--host=" + names.nodeHost(ordinal, clusterDomain) + ":" + NodeAddresses.SQL_PORT;
    }
}
