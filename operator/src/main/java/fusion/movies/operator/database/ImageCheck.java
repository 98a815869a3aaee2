package fusion.movies.operator.database;

import fusion.movies.operator.stack.Failures;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Checks a new image before any pod is replaced, because a node that cannot read its data would be lost at once. */
final class ImageCheck {

    private final Writes writes;

    /**
     * @param writes receives the reason for keeping the current image
     */
    ImageCheck(Writes writes) {
        this.writes = writes;
    }

    /**
     * Queries the version of the cluster's data, and preserves it if the image would raise it.
     *
     * @param connection a connection to the cluster with the current image
     * @return the desired image of the nodes
     */
    String whileServing(String present, String wanted, Connection connection) throws SQLException {
        EngineInfo.read(connection);
        ClusterState cluster = ClusterState.over(connection);
        Optional<String> active = cluster.activeVersion();
        ImageChange change = ImageChange.of(present, wanted, active.flatMap(Version::of));
        if (change instanceof ImageChange.Upgrade) {
            if (active.isEmpty()) {
                // Not CockroachDB: nothing would be upgraded.
                return wanted;
            }
            Upgrade.preserve(cluster, active.get());
            return wanted;
        }
        return taken(change, present, wanted);
    }

    /**
     * Decides by the claims' record: an upgrade waits, a rollback does not.
     *
     * @param version version of the data, as the cluster reports it
     */
    String whileAway(String present, String wanted, Optional<String> version) {
        ImageChange change = ImageChange.of(present, wanted, version.flatMap(Version::of));
        if (change instanceof ImageChange.Upgrade) {
            writes.note(new StepResult.Changing(
                    "UpgradeWaits",
                    "The upgrade to image " + wanted + " starts once the database serves with image " + present + "."));
            return present;
        }
        return taken(change, present, wanted);
    }

    /** The nodes keep their image if the cluster could not be queried. */
    void unanswered(String present, SQLException failure) {
        writes.note(new StepResult.Changing(
                "UpgradeWaits",
                "The nodes keep image " + present + " until the database reports the version of its data and"
                        + " preserves it ("
                        + Failures.words(failure) + ")."));
    }

    private String taken(ImageChange change, String present, String wanted) {
        if (change instanceof ImageChange.Refused refused) {
            writes.note(new StepResult.Hindered("ImageRefused", refused.message()));
            return present;
        }
        return wanted;
    }
}
