package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.pods.Jobs;
import fusion.movies.operator.pods.PodDiagnosis;
import fusion.movies.operator.pods.PodProblem;
import fusion.movies.operator.pods.PodState;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Runs {@code cockroach init} for waiting nodes. Always on pod 0: on two different nodes it would create two clusters.
 */
final class InitJob {

    private InitJob() {}

    static Job job(MoviesStack stack, String image, String clusterDomain) {
        StackNames names = StackNames.of(stack);
        Job job = ClientJob.job(
                stack,
                names.databaseInit(),
                Labels.DATABASE_INIT,
                image,
                new ClientJob.Command(
                        "init", "init", "--host=" + names.nodeHost(0, clusterDomain) + ":" + NodeAddresses.SQL_PORT));
        // init retries forever if the node is missing.
        job.getSpec().setActiveDeadlineSeconds(300L);
        return job;
    }

    /** Why the cluster is not initialized. */
    static Optional<PodProblem> problem(Job job, List<Pod> pods, PodDiagnosis diagnosis) {
        if (Jobs.hasSucceeded(job)) {
            return Optional.empty();
        }
        if (!Jobs.isOver(job)) {
            return diagnosis.of(job, 1, pods);
        }
        Optional<Pod> pod =
                pods.stream().max(Comparator.comparing(one -> one.getMetadata().getCreationTimestamp()));
        return Optional.of(new PodProblem(
                "InitFailed",
                "Job '" + job.getMetadata().getName() + "', which initializes the cluster, failed"
                        + pod.map(PodState::lastExit).orElse("") + "."
                        + pod.map(one -> " See: kubectl logs "
                                        + one.getMetadata().getName() + ".")
                                .orElse("")
                        + " Delete it to retry."));
    }
}
