package fusion.movies.operator.database;

import java.sql.SQLException;
import java.util.Optional;

/** Controls whether a cluster finalizes an upgrade by itself. */
final class Upgrade {

    /** From this version on a permanent setting disables it; before, a setting names the version to preserve. */
    private static final Version HAS_SWITCH = new Version(23, 2);

    private Upgrade() {}

    /**
     * Keeps the data at their version, independent of the nodes' binary.
     *
     * @param active as the cluster reports it: the older setting accepts nothing else
     */
    static void preserve(ClusterState cluster, String active) throws SQLException {
        cluster.execute(
                hasSwitch(active)
                        ? "SET CLUSTER SETTING cluster.auto_upgrade.enabled = false"
                        : "SET CLUSTER SETTING cluster.preserve_downgrade_option = '" + active + "'");
    }

    /** Finalizes the upgrade to the version that the nodes run. Takes up to minutes; idempotent. */
    static void finalizeNow(ClusterState cluster, String active, String executable) throws SQLException {
        if (hasSwitch(active)) {
            cluster.executeSlowly("SET CLUSTER SETTING version = '" + executable + "'");
        } else {
            // The cluster then finalizes the upgrade by itself.
            cluster.execute("RESET CLUSTER SETTING cluster.preserve_downgrade_option");
        }
    }

    private static boolean hasSwitch(String active) {
        Optional<Version> version = Version.of(active);
        return version.isPresent() && version.get().compareTo(HAS_SWITCH) >= 0;
    }
}
