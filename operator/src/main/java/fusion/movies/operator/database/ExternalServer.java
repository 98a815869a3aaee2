package fusion.movies.operator.database;

import fusion.movies.crd.ExternalDatabase;
import fusion.movies.crd.MoviesStackStatus.DatabaseStatus;
import fusion.movies.crd.SecretRef;
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
import java.util.function.Consumer;

/** The step of an external server: the operator only checks that it responds. */
public final class ExternalServer {

    private static final DatabaseStatus UNKNOWN = new DatabaseStatus(null, null, "external", null, null, null, null);

    public Database.Observed observe(DatabaseEndpoint.External endpoint, StackObjects objects) {
        ExternalDatabase spec = endpoint.spec();
        try {
            DatabaseServer server = new DatabaseServer(
                    spec.host(),
                    spec.port(),
                    pem(
                            objects,
                            spec.caSecretRef(),
                            "ca.crt",
                            Pem::certificates,
                            " Put the certificate there that the server's is checked against."),
                    administrator(objects, spec.adminSecretRef()));
            try (Connection connection = server.asAdministrator(spec.maintenanceDatabase())) {
                EngineInfo engine = EngineInfo.read(connection, false);
                return new Database.Observed(
                        new StepResult.Done("ExternalServer", spec.host() + " answers, " + engine.version() + "."),
                        Optional.of(server),
                        new DatabaseStatus(null, null, "external", engine.version(), null, null, null));
            }
        } catch (StepException e) {
            return new Database.Observed(e.result(), Optional.empty(), UNKNOWN);
        } catch (SQLException e) {
            return new Database.Observed(unreachable(spec, e), Optional.empty(), UNKNOWN);
        }
    }

    private static StepResult unreachable(ExternalDatabase spec, SQLException e) {
        if (isOfAnotherAuthority(e)) {
            return new StepResult.Failed(
                    "CertificateNotTrusted",
                    "The certificate of " + spec.host() + ":" + spec.port() + " is not of the authority in Secret '"
                            + spec.caSecretRef().name()
                            + "', key ca.crt. Put the certificate of the server's authority there.");
        }
        return new StepResult.Failed(
                "Unreachable",
                "The operator cannot log in to " + spec.host() + ":" + spec.port() + " as the user of Secret '"
                        + spec.adminSecretRef().name() + "': " + Failures.words(e));
    }

    private static boolean isOfAnotherAuthority(Throwable failure) {
        return failure != null
                && (failure instanceof CertPathBuilderException
                        || failure instanceof CertPathValidatorException
                        || isOfAnotherAuthority(failure.getCause()));
    }

    private static DatabaseServer.Administrator administrator(StackObjects objects, SecretRef ref) {
        String user = text(objects, ref, "db_user");
        Optional<String> certificate =
                objects.users(Secret.class, ref.name()).flatMap(secret -> SecretData.text(secret, "tls.crt"));
        return certificate.isPresent()
                ? new DatabaseServer.Administrator(
                        user,
                        null,
                        pem(objects, ref, "tls.crt", Pem::certificates, " Put the client certificate there."),
                        pem(objects, ref, "tls.key", Pem::key, ""))
                : new DatabaseServer.Administrator(user, text(objects, ref, "db_password"), null, null);
    }

    /** Checked here because the driver's own error would not help. */
    private static String pem(StackObjects objects, SecretRef ref, String key, Consumer<String> reader, String advice) {
        String pem = text(objects, ref, key);
        try {
            reader.accept(pem);
            return pem;
        } catch (IllegalArgumentException e) {
            throw new StepException(new StepResult.Failed(
                    "SecretInvalid", "Secret '" + ref.name() + "', key " + key + ", " + e.getMessage() + advice));
        }
    }

    private static String text(StackObjects objects, SecretRef ref, String key) {
        Secret secret = objects.users(Secret.class, ref.name())
                .orElseThrow(() -> incomplete("Secret '" + ref.name() + "' does not exist in namespace '"
                        + objects.namespace() + "'. Create it; database.external needs it."));
        return SecretData.text(secret, key)
                .orElseThrow(() -> incomplete("Secret '" + ref.name() + "' has no key '" + key
                        + "', which database.external needs. Add it."));
    }

    private static StepException incomplete(String message) {
        return new StepException(new StepResult.Failed("SecretIncomplete", message));
    }
}
