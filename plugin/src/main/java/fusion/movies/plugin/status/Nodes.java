package fusion.movies.plugin.status;

import fusion.movies.plugin.status.Node.Mark;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of the tree that several parts of a stack share. */
final class Nodes {

    private static final String ATTEMPT = "movies.fusion/attempt";

    private Nodes() {}

    static Optional<Node> forbidden(String kinds, Listing<?> listing) {
        return listing.isAllowed()
                ? Optional.empty()
                : Optional.of(Node.of(Mark.None, kinds, "", "this user is not allowed to list them"));
    }

    static Stream<Node> services(String component, StackObjects objects) {
        return StackObjects.of(component, objects.services()).stream().map(Nodes::service);
    }

    private static Node service(Service service) {
        String ports = service.getSpec().getPorts().stream()
                .map(port -> String.valueOf(port.getPort()))
                .collect(Collectors.joining(", "));
        String address = service.getSpec().getClusterIP() == null
                ? "no address yet"
                : service.getSpec().getClusterIP();
        boolean isHeadless = "None".equals(address);
        return Node.of(
                Mark.Good,
                "Service",
                service.getMetadata().getName(),
                isHeadless ? "headless" : service.getSpec().getType() + " " + address + ", port " + ports);
    }

    static Stream<Node> disruptionBudgets(String component, StackObjects objects) {
        return StackObjects.of(component, objects.disruptionBudgets()).stream().map(Nodes::disruptionBudget);
    }

    private static Node disruptionBudget(PodDisruptionBudget budget) {
        int allowed = budget.getStatus() == null ? 0 : number(budget.getStatus().getDisruptionsAllowed());
        return Node.of(
                allowed > 0 ? Mark.Good : Mark.Waiting,
                "PodDisruptionBudget",
                budget.getMetadata().getName(),
                "allowed disruptions: " + allowed);
    }

    /** The Jobs of a part, each with its pods. */
    static List<Node> jobs(String component, StackObjects objects) {
        return StackObjects.of(component, objects.jobs()).stream()
                .map(job -> job(job).with(objects.pods().items().stream()
                        .filter(pod -> pod.getMetadata().getLabels() != null
                                && job.getMetadata()
                                        .getName()
                                        .equals(pod.getMetadata().getLabels().get("batch.kubernetes.io/job-name")))
                        .map(PodNode::of)
                        .toList()))
                .toList();
    }

    private static Node job(Job job) {
        String attempt = Optional.ofNullable(job.getMetadata().getLabels())
                .map(labels -> labels.get(ATTEMPT))
                .map(number -> ", attempt " + number)
                .orElse("");
        String name = job.getMetadata().getName();
        if (has(job.getStatus(), "Complete")) {
            return Node.of(Mark.Good, "Job", name, "succeeded" + attempt);
        }
        return has(job.getStatus(), "Failed")
                ? Node.of(Mark.Bad, "Job", name, "failed" + attempt)
                : Node.of(Mark.Waiting, "Job", name, "running" + attempt);
    }

    private static boolean has(JobStatus status, String type) {
        return status != null
                && status.getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals(type)
                                && condition.getStatus().equals("True"));
    }

    static int number(Integer value) {
        return value == null ? 0 : value;
    }
}
