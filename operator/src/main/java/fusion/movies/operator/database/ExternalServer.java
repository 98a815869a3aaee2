package fusion.movies.operator.database;

import fusion.movies.crd.ExternalDatabase;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus.DatabaseStatus;
import fusion.movies.crd.SecretRef;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Second step where the spec names a server that someone else runs: the operator looks whether it answers. */
public final class ExternalServer {

    private final KubernetesClient client;

    public ExternalServer(KubernetesClient client) {
        this.client = client;
    }

    public Database.Observed observe(MoviesStack stack) {
        ExternalDatabase spec = stack.getSpec().database().external();
        try {
            DatabaseServer server = new DatabaseServer(
                    spec.host(), spec.port(), text(stack, spec.caSecretRef(), "ca.crt"), administrator(stack, spec));
            try (Connection connection = server.asAdministrator(spec.maintenanceDatabase())) {
                EngineInfo engine = EngineInfo.read(connection, false);
                return new Database.Observed(
                        StepResult.done("ExternalServer", spec.host() + " answers, " + engine.version() + "."),
                        server,
                        new DatabaseStatus(null, null, "external", engine.version(), null));
            }
        } catch (MissingException e) {
            return without(StepResult.failed("SecretIncomplete", e.getMessage()));
        } catch (SQLException e) {
            return without(StepResult.failed(
                    "Unreachable",
                    "The operator cannot log in to " + spec.host() + ":" + spec.port() + " as the user of Secret '"
                            + spec.adminSecretRef().name() + "': " + e.getMessage()));
        }
    }

    private static Database.Observed without(StepResult result) {
        return new Database.Observed(result, null, new DatabaseStatus(null, null, "external", null, null));
    }

    private DatabaseServer.Administrator administrator(MoviesStack stack, ExternalDatabase spec)
            throws MissingException {
        SecretRef ref = spec.adminSecretRef();
        String user = text(stack, ref, "db_user");
        Optional<String> certificate = find(stack, ref).flatMap(secret -> SecretData.text(secret, "tls.crt"));
        return certificate.isPresent()
                ? new DatabaseServer.Administrator(user, null, certificate.get(), text(stack, ref, "tls.key"))
                : new DatabaseServer.Administrator(user, text(stack, ref, "db_password"), null, null);
    }

    private String text(MoviesStack stack, SecretRef ref, String key) throws MissingException {
        Secret secret = find(stack, ref)
                .orElseThrow(() -> new MissingException("Secret '" + ref.name() + "' does not exist in namespace '"
                        + stack.getMetadata().getNamespace() + "'. Make it; database.external needs it."));
        return SecretData.text(secret, key)
                .orElseThrow(() -> new MissingException("Secret '" + ref.name() + "' has no key '" + key
                        + "', which database.external needs. Add it."));
    }

    private Optional<Secret> find(MoviesStack stack, SecretRef ref) {
        return Optional.ofNullable(client.secrets()
                .inNamespace(stack.getMetadata().getNamespace())
                .withName(ref.name())
                .get());
    }

    private static final class MissingException extends Exception {
        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message);
        }
    }
}
