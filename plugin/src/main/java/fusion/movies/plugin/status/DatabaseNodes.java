package fusion.movies.plugin.status;

import fusion.movies.crd.ExternalDatabase;
import fusion.movies.crd.MoviesStackStatus;
import fusion.movies.plugin.status.Node.Mark;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of the tree with the database and its certificates. */
final class DatabaseNodes {

    /** The operator renews 60 days before expiry: with less time left, something prevents the renewal. */
    private static final long DAYS_TO_RENEW = 45;

    private DatabaseNodes() {}

    static List<Node> of(StackObjects objects) {
        ExternalDatabase external = objects.stack().getSpec().database().external();
        List<Node> nodes = new ArrayList<>();
        if (external != null) {
            nodes.add(Node.of(Mark.None, "Server", external.host() + ":" + external.port(), "external"));
        }
        List<Node> members = new ArrayList<>();
        StackObjects.of("database", objects.pods()).forEach(pod -> members.add(PodNode.of(pod)));
        Nodes.forbidden("Pods", objects.pods()).ifPresent(members::add);
        objects.claims().items().forEach(claim -> members.add(claim(claim)));
        Nodes.forbidden("PersistentVolumeClaims", objects.claims()).ifPresent(members::add);
        StackObjects.of("database", objects.statefulSets())
                .forEach(set -> nodes.add(statefulSet(set, objects).with(members)));
        Nodes.forbidden("StatefulSets", objects.statefulSets()).ifPresent(nodes::add);
        Nodes.services("database", objects).forEach(nodes::add);
        Nodes.disruptionBudgets("database", objects).forEach(nodes::add);
        Nodes.jobs("database-init", objects).forEach(nodes::add);
        Nodes.jobs("database-membership", objects).forEach(nodes::add);
        return nodes;
    }

    /** When the certificates expire, from the status: the Secrets are not read. */
    static List<Node> certificates(StackObjects objects, Instant now) {
        List<Node> nodes = new ArrayList<>();
        Optional.ofNullable(objects.stack().getStatus())
                .map(MoviesStackStatus::database)
                .map(MoviesStackStatus.DatabaseStatus::certificatesExpire)
                .flatMap(DatabaseNodes::instant)
                .ifPresent(end -> nodes.add(certificates(end, now)));
        objects.secrets().items().forEach(name -> nodes.add(Node.of(Mark.None, "Secret", name, "")));
        Nodes.forbidden("Secrets", objects.secrets()).ifPresent(nodes::add);
        return nodes;
    }

    private static Node certificates(Instant end, Instant now) {
        long days = Duration.between(now, end).toDays();
        String day = end.atZone(ZoneOffset.UTC).toLocalDate().toString();
        if (end.isBefore(now)) {
            return Node.of(Mark.Bad, "Certificates", "", "the first expired on " + day);
        }
        return Node.of(
                days < DAYS_TO_RENEW ? Mark.Bad : Mark.Good,
                "Certificates",
                "",
                "the first expires on " + day + ", in " + days + " days");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Node statefulSet(StatefulSet set, StackObjects objects) {
        int wanted = Nodes.number(set.getSpec().getReplicas());
        int ready = set.getStatus() == null ? 0 : Nodes.number(set.getStatus().getReadyReplicas());
        String version = Optional.ofNullable(objects.stack().getStatus())
                .map(MoviesStackStatus::database)
                .map(MoviesStackStatus.DatabaseStatus::version)
                .map(text -> ", " + text)
                .orElse("");
        return Node.of(
                ready == wanted ? Mark.Good : Mark.Waiting,
                "StatefulSet",
                set.getMetadata().getName(),
                ready + " of " + wanted + " ready" + version);
    }

    private static Node claim(PersistentVolumeClaim claim) {
        String phase = claim.getStatus() == null ? "Pending" : claim.getStatus().getPhase();
        String size = claim.getStatus() == null || claim.getStatus().getCapacity() == null
                ? ""
                : Optional.ofNullable(claim.getStatus().getCapacity().get("storage"))
                        .map(quantity -> ", " + quantity)
                        .orElse("");
        return Node.of(
                "Bound".equals(phase) ? Mark.Good : "Lost".equals(phase) ? Mark.Bad : Mark.Waiting,
                "PersistentVolumeClaim",
                claim.getMetadata().getName(),
                phase + size);
    }
}
