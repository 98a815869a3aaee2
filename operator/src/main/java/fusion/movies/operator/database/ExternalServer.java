package fusion.movies.operator.database;

import fusion.movies.crd.ExternalDatabase;
import fusion.movies.crd.MoviesStackStatus.DatabaseStatus;
import fusion.movies.crd.SecretRef;
import fusion.movies.operator.database.DatabaseServer.Administrator;
import fusion.movies.operator.nodes.Pem;
import fusion.movies.operator.stack.Failures;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepException;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Secret;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The step of an external server: the operator only checks that it responds. */
public final class ExternalServer {

    /** SQL state classes of failures that affect every database of the server: connection, login, shutdown. */
    private static final Set<String> OF_THE_SERVER = Set.of("08", "28", "57");

    private static final DatabaseStatus UNKNOWN = new DatabaseStatus(null, null, "external", null, null, null, null);

    /**
     * @param database name of the stack's database
     */
    public Database.Observed observe(DatabaseEndpoint.External endpoint, String database, StackObjects objects) {
        ExternalDatabase spec = endpoint.spec();
        try {
            ServerSession server = new ServerSession(new DatabaseServer(
                    spec.host(),
                    spec.port(),
                    pem(
                            secret(objects, spec.caSecretRef()),
                            "ca.crt",
                            Pem::certificates,
                            " Put the certificate of the server's CA there."),
                    administrator(secret(objects, spec.adminSecretRef()))));
            return observe(spec, database, server);
        } catch (StepException e) {
            return new Database.Observed(e.result(), Optional.empty(), UNKNOWN);
        }
    }

    private static Database.Observed observe(ExternalDatabase spec, String database, ServerSession server) {
        try (Connection connection = connect(server, database, spec.maintenanceDatabase())) {
            String version = EngineInfo.version(connection);
            return new Database.Observed(
                    new StepResult.Done("ExternalServer", spec.host() + " responds, " + version + "."),
                    Optional.of(server),
                    new DatabaseStatus(null, null, "external", version, null, null, null));
        } catch (SQLException e) {
            server.close();
            return new Database.Observed(unreachable(spec, e), Optional.empty(), UNKNOWN);
        }
    }

    /**
     * Connects to the stack's database, which the next steps use; to the maintenance database if it does not exist yet.
     */
    private static Connection connect(ServerSession server, String database, String maintenanceDatabase)
            throws SQLException {
        try {
            return server.asAdministrator(database);
        } catch (SQLException e) {
            if (e.getSQLState() == null
                    || OF_THE_SERVER.contains(e.getSQLState().substring(0, 2))) {
                throw e;
            }
            return server.asAdministrator(maintenanceDatabase);
        }
    }

    private static StepResult unreachable(ExternalDatabase spec, SQLException e) {
        if (isOfAnotherAuthority(e)) {
            return new StepResult.Failed(
                    "CertificateNotTrusted",
                    "The certificate of " + spec.host() + ":" + spec.port() + " was not issued by the CA in Secret '"
                            + spec.caSecretRef().name()
                            + "', key ca.crt. Put the certificate of the server's CA there.");
        }
        return new StepResult.Failed(
                "Unreachable",
                "The operator cannot log in to " + spec.host() + ":" + spec.port() + " as the user of Secret '"
                        + spec.adminSecretRef().name() + "': " + Failures.words(e));
    }

    private static boolean isOfAnotherAuthority(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof CertPathBuilderException
                        || failure instanceof CertPathValidatorException
                        || isOfAnotherAuthority(failure.getCause()));
    }

    private static Administrator administrator(Secret secret) {
        String user = text(secret, "db_user");
        return SecretData.text(secret, "tls.crt").isPresent()
                ? new Administrator.WithCertificate(
                        user,
                        pem(secret, "tls.crt", Pem::certificates, " Put the client certificate there."),
                        pem(secret, "tls.key", Pem::key, ""))
                : new Administrator.WithPassword(user, text(secret, "db_password"));
    }

    /** Checked here, because the driver's error would not help the user. */
    private static String pem(Secret secret, String key, Consumer<String> reader, String advice) {
        String pem = text(secret, key);
        try {
            reader.accept(pem);
            return pem;
        } catch (IllegalArgumentException e) {
            throw new StepException(new StepResult.Failed(
                    "SecretInvalid",
                    "Secret '" + secret.getMetadata().getName() + "', key " + key + ", " + e.getMessage() + advice));
        }
    }

    private static Secret secret(StackObjects objects, SecretRef ref) {
        return objects.users(Secret.class, ref.name())
                .orElseThrow(() -> incomplete("Secret '" + ref.name() + "' does not exist in namespace '"
                        + objects.namespace() + "'. Create it; database.external needs it."));
    }

    private static String text(Secret secret, String key) {
        return SecretData.text(secret, key)
                .orElseThrow(() -> incomplete("Secret '" + secret.getMetadata().getName() + "' has no key '" + key
                        + "', which database.external needs. Add it."));
    }

    private static StepException incomplete(String message) {
        return new StepException(new StepResult.Failed("SecretIncomplete", message));
    }
}
