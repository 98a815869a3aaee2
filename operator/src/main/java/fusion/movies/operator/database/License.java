package fusion.movies.operator.database;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.SecretRef;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** CockroachDB's licence, from the Secret of the spec into the cluster's setting. */
final class License {

    private static final String ADVICE =
            " Without a licence CockroachDB limits a cluster of several nodes to 5 open transactions"
                    + " 7 days after it was created: set database.licenseSecretRef.";

    private static final String KEY = "license";

    private License() {}

    /** What several nodes without a licence have to know. */
    static String advice(MoviesStack stack, int nodes) {
        return nodes > 1 && stack.getSpec().database().licenseSecretRef() == null ? ADVICE : "";
    }

    /**
     * Sets the licence where the cluster has another.
     *
     * @return what is wrong; empty where nothing is, or the spec names no licence
     */
    static Optional<StepResult> apply(MoviesStack stack, Connection connection, StackObjects objects) {
        SecretRef ref = stack.getSpec().database().licenseSecretRef();
        if (ref == null) {
            return Optional.empty();
        }
        Optional<Secret> secret = objects.users(Secret.class, ref.name());
        Optional<String> license = secret.flatMap(found -> SecretData.text(found, KEY));
        if (license.isEmpty()) {
            return Optional.of(new StepResult.Hindered(
                    "LicenseMissing",
                    "database.licenseSecretRef names Secret '" + ref.name() + "', which "
                            + (secret.isEmpty() ? "does not exist" : "has no key '" + KEY + "'")
                            + ". Create it with the key '"
                            + KEY + "', or remove licenseSecretRef."));
        }
        try {
            set(connection, license.get());
            return Optional.empty();
        } catch (SQLException e) {
            // Not the server's words: they may quote the licence.
            return Optional.of(new StepResult.Hindered(
                    "LicenseRefused",
                    "The database does not accept the licence in Secret '" + ref.name() + "' (SQL state "
                            + e.getSQLState() + "). Correct it, or remove database.licenseSecretRef."));
        }
    }

    private static void set(Connection connection, String license) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CLUSTER SETTING enterprise.license")) {
            if (row.next() && license.equals(row.getString(1))) {
                return;
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("SET CLUSTER SETTING enterprise.license = ?")) {
            statement.setString(1, license);
            statement.execute();
        }
    }
}
