package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.database.Member.Members;
import fusion.movies.operator.pods.Jobs;
import fusion.movies.operator.pods.PodDiagnosis;
import fusion.movies.operator.pods.PodProblem;
import fusion.movies.operator.pods.PodState;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs the steps that decommission nodes, or recommission them. */
final class Membership {

    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final MoviesStack stack;
    private final StackNames names;
    private final NodePlan plan;
    private final StackObjects objects;
    private final String clusterDomain;
    private final Clock clock;
    private final Writes writes;

    /**
     * @param writes receives failures, because the database still serves
     */
    Membership(
            MoviesStack stack, NodePlan plan, StackObjects objects, String clusterDomain, Clock clock, Writes writes) {
        this.stack = stack;
        names = StackNames.of(stack);
        this.plan = plan;
        this.objects = objects;
        this.clusterDomain = clusterDomain;
        this.clock = clock;
        this.writes = writes;
    }

    /** Whether nodes are leaving or being recommissioned. */
    boolean isChanging() {
        return !(plan instanceof NodePlan.Settled || plan instanceof NodePlan.Refused)
                || objects.all(Job.class, Labels.DATABASE_MEMBERSHIP).stream().anyMatch(job -> !Jobs.isOver(job));
    }

    /**
     * Takes the next step.
     *
     * @param image image of the existing nodes
     * @return the progress; empty if the members match the plan
     */
    Optional<StepResult> step(String image, VolumeClaims claims, List<Pod> pods, ClusterState cluster)
            throws SQLException {
        Members members = cluster.members();
        MemberStep step = MemberStep.next(plan, members, names::databasePod, leavingJobs());
        return switch (step) {
            case MemberStep.None none -> Optional.empty();
            case MemberStep.Decommission leaves -> Optional.of(decommission(leaves, image, pods, cluster));
            case MemberStep.Remove removed -> {
                claims.at(removed.ordinal())
                        .ifPresent(claim -> writes.attempt(() -> VolumeClaims.markLeft(claim, removed.id(), objects)));
                yield Optional.of(leaving(node(removed.ordinal()) + " has left the cluster and is being removed."));
            }
            case MemberStep.Stop stop -> {
                objects.find(Job.class, names.databaseLeave(stop.ordinal())).ifPresent(this::remove);
                yield Optional.of(staying(stop.ordinal()));
            }
            case MemberStep.Recommission stays -> Optional.of(recommission(stays, image, pods));
            case MemberStep.Restart drained ->
                pods.stream()
                        .filter(pod -> StackNames.ordinal(pod) == drained.ordinal() && staysDrained(pod))
                        .findFirst()
                        .map(pod -> {
                            writes.attempt(() -> RollingRestart.delete(pod, objects));
                            return staying(drained.ordinal());
                        });
            case MemberStep.Unknown unknown ->
                Optional.of(leaving(
                        "The node of pod " + names.databasePod(unknown.ordinal()) + " is unknown until it restarts."));
            case MemberStep.Stray stray ->
                Optional.of(new StepResult.Hindered(
                        "NodeDecommissioned",
                        node(stray.ordinal()) + " (id " + stray.id() + ") was decommissioned manually, which "
                                + "cannot be undone. Delete its claim " + DatabasePods.DATA + "-"
                                + names.databasePod(stray.ordinal())
                                + " and its pod: a new node replaces it."));
        };
    }

    /** Excludes terminating and just started pods, for which the cluster may still report the previous process. */
    private boolean staysDrained(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && !PodState.isReady(pod)
                && PodState.runsSince(pod)
                        .filter(start -> start.plus(SETTLED).isBefore(clock.instant()))
                        .isPresent();
    }

    private StepResult decommission(MemberStep.Decommission leaves, String image, List<Pod> pods, ClusterState cluster)
            throws SQLException {
        String node = node(leaves.ordinal());
        Optional<Job> job = objects.find(Job.class, names.databaseLeave(leaves.ordinal()));
        if (job.isEmpty()) {
            Optional<String> away = away(leaves.ordinal(), pods);
            if (away.isPresent()) {
                return leaving(node + " leaves when " + away.get() + " is ready.");
            }
            via(leaves.ordinal(), pods)
                    .ifPresent(via -> writes.attempt(() -> objects.apply(
                            MemberJob.leave(stack, image, leaves.ordinal(), leaves.member(), via, clusterDomain))));
            return leaving(node + " is leaving.");
        }
        Optional<StepResult> problem = problem(job.get());
        if (problem.isPresent()) {
            return problem.get();
        }
        int left = cluster.replicasOn(leaves.member().id());
        return leaving(node + " (id " + leaves.member().id() + ") is leaving: " + left
                + (left == 1 ? " replica" : " replicas") + " left to move.");
    }

    private StepResult recommission(MemberStep.Recommission stays, String image, List<Pod> pods) {
        Optional<Job> job = objects.find(Job.class, names.databaseStay(stays.ordinal()));
        if (job.isEmpty()) {
            via(stays.ordinal(), pods)
                    .ifPresent(via -> writes.attempt(() -> objects.apply(
                            MemberJob.stay(stack, image, stays.ordinal(), stays.member(), via, clusterDomain))));
        } else if (Jobs.hasSucceeded(job.get())) {
            // Left over from an earlier reversal.
            remove(job.get());
        }
        return job.flatMap(this::problem).orElseGet(() -> staying(stays.ordinal()));
    }

    private void remove(Job job) {
        writes.attempt(() -> {
            objects.remove(job, DeletionPropagation.BACKGROUND);
            return job;
        });
    }

    private Optional<StepResult> problem(Job job) {
        return MemberJob.problem(
                        job,
                        objects.all(Pod.class, Labels.DATABASE_MEMBERSHIP),
                        new PodDiagnosis(objects, "database.resources"))
                .map(problem -> hindered(problem, job));
    }

    private static StepResult hindered(PodProblem problem, Job job) {
        return new StepResult.Hindered(
                problem.reason(),
                "Job '" + job.getMetadata().getName() + "' changes the number of nodes. " + problem.message());
    }

    /** Ordinals whose node a Job is decommissioning, or was. */
    private Set<Integer> leavingJobs() {
        Set<String> atWork = objects.all(Job.class, Labels.DATABASE_MEMBERSHIP).stream()
                .map(job -> job.getMetadata().getName())
                .collect(Collectors.toSet());
        List<String> pods = objects.all(Pod.class, Labels.DATABASE_MEMBERSHIP).stream()
                .filter(Membership::mayRun)
                .map(pod -> pod.getMetadata().getName())
                .toList();
        return IntStream.range(0, plan.shape().nodes())
                .filter(ordinal -> atWork.contains(names.databaseLeave(ordinal))
                        || pods.stream().anyMatch(pod -> pod.startsWith(names.databaseLeave(ordinal) + "-")))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static boolean mayRun(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return !"Succeeded".equals(phase) && !"Failed".equals(phase);
    }

    /** A pod other than the leaving one that is not ready: two nodes must not be down. */
    private Optional<String> away(int leaving, List<Pod> pods) {
        return IntStream.range(0, leaving)
                .filter(ordinal -> !isReady(ordinal, pods))
                .mapToObj(names::databasePod)
                .findFirst();
    }

    private static Optional<Integer> via(int ordinal, List<Pod> pods) {
        OptionalInt other = IntStream.range(0, pods.size())
                .filter(one -> one != ordinal && isReady(one, pods))
                .findFirst();
        return other.isPresent() ? Optional.of(other.getAsInt()) : Optional.empty();
    }

    private static boolean isReady(int ordinal, List<Pod> pods) {
        return pods.stream().anyMatch(pod -> StackNames.ordinal(pod) == ordinal && PodState.isReady(pod));
    }

    private String node(int ordinal) {
        return "Node " + names.databasePod(ordinal);
    }

    private StepResult leaving(String sentence) {
        int target = plan instanceof NodePlan.Shrinking shrinking
                ? shrinking.target()
                : stack.getSpec().database().nodeSettings().nodes();
        return new StepResult.Changing(
                "Decommissioning",
                "Scaling from " + plan.shape().nodes() + " to " + Shape.inWords(target) + ", one at a time. "
                        + sentence);
    }

    private StepResult staying(int ordinal) {
        return new StepResult.Changing(
                "Recommissioning", node(ordinal) + " was leaving and stays, because database.nodes was raised again.");
    }
}
