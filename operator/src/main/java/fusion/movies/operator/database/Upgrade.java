package fusion.movies.operator.database;

import java.sql.SQLException;
import java.util.Optional;

/** Controls whether a cluster finalizes an upgrade by itself. */
final class Upgrade {

    /** From this version on there is a setting that stays; before it, one that names the version to stay at. */
    private static final Version HAS_SWITCH = new Version(23, 2);

    private Upgrade() {}

    /**
     * Keeps the data at their version, independent of the nodes' binary.
     *
     * @param active in the cluster's words: the older setting takes no others
     */
    static void preserve(ClusterState cluster, String active) throws SQLException {
        cluster.execute(
                hasSwitch(active)
                        ? "SET CLUSTER SETTING cluster.auto_upgrade.enabled = false"
                        : "SET CLUSTER SETTING cluster.preserve_downgrade_option = '" + active + "'");
    }

    /** Finalizes the upgrade to the version that the nodes run. Takes minutes at worst; idempotent. */
    static void finalizeNow(ClusterState cluster, String active, String executable) throws SQLException {
        if (hasSwitch(active)) {
            cluster.executeSlowly("SET CLUSTER SETTING version = '" + executable + "'");
        } else {
            // The cluster then finalizes by itself.
            cluster.execute("RESET CLUSTER SETTING cluster.preserve_downgrade_option");
        }
    }

    private static boolean hasSwitch(String active) {
        Optional<Version> version = Version.of(active);
        return version.isPresent() && version.get().compareTo(HAS_SWITCH) >= 0;
    }
}
