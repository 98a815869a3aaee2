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

/** Copies CockroachDB's licence from the spec's Secret to the cluster setting. */
final class License {

    private static final String ADVICE =
            " Without a licence CockroachDB limits a cluster of several nodes to 5 open transactions"
                    + " 7 days after it was created: set database.licenseSecretRef.";

    private static final String KEY = "license";

    private License() {}

    /** The warning for several nodes without a licence. */
    static String advice(MoviesStack stack, int nodes) {
        return nodes > 1 && stack.getSpec().database().licenseSecretRef() == null ? ADVICE : "";
    }

    /**
     * Sets the licence if the cluster has another one.
     *
     * @return the problem; empty if there is none, or the spec names no licence
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
            // Not the server's message, which may contain the licence.
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
