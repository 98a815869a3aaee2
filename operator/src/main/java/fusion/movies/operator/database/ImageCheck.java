package fusion.movies.operator.database;

import fusion.movies.operator.stack.Failures;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.stack.Writes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Checks a new image before any pod is replaced: a node that cannot read its data would be lost at once. */
final class ImageCheck {

    private final Writes writes;

    /**
     * @param writes what keeps the present image is noted here
     */
    ImageCheck(Writes writes) {
        this.writes = writes;
    }

    /**
     * Asks the cluster for the version of its data, and has it stay there where the image would raise it.
     *
     * @param connection to the cluster with the present image
     * @return the image that the nodes are to have
     */
    String whileServing(String present, String wanted, Connection connection) throws SQLException {
        EngineInfo.read(connection);
        ClusterState cluster = ClusterState.over(connection);
        Optional<String> active = cluster.activeVersion();
        ImageChange change = ImageChange.of(present, wanted, active.flatMap(Version::of));
        if (change instanceof ImageChange.Upgrade) {
            if (active.isEmpty()) {
                // No CockroachDB: nothing would be upgraded.
                return wanted;
            }
            Upgrade.preserve(cluster, active.get());
            return wanted;
        }
        return taken(change, present, wanted);
    }

    /**
     * Goes by what the claims remember: an upgrade waits, the way back does not.
     *
     * @param version of the data, in the cluster's words
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

    /** The nodes keep what they have where the cluster could not be asked. */
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
