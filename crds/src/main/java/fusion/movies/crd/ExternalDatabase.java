package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A CockroachDB or PostgreSQL server that the operator uses but does not run. Its database is never dropped. */
@ValidationRule(
        value = "isIP(self.host) || self.host.matches(r'^[a-zA-Z0-9_]([-a-zA-Z0-9_.]*[a-zA-Z0-9])?$')",
        message = "host must be a host name or an address, without a scheme or a port",
        fieldPath = ".host")
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExternalDatabase(
        @JsonPropertyDescription("Host name of the server; its certificate must be valid for it.")
        @Required
        @Size(max = 253)
        String host,

        @JsonPropertyDescription("Port. Absent: 26257.") @Min(1) @Max(65535)
        Integer port,

        @JsonPropertyDescription(
                "Secret with the key ca.crt: the CA certificate to verify the server's certificate with.")
        @Required
        SecretRef caSecretRef,

        @JsonPropertyDescription(
                "Secret of a user with permission to create databases and users: the keys db_user and db_password, "
                        + "or db_user, tls.crt and tls.key (PEM) for a client certificate.")
        @Required
        SecretRef adminSecretRef,

        @JsonPropertyDescription(
                "Database to connect to before the stack's database exists. Absent: postgres, which both servers have.")
        @Size(min = 1, max = 63)
        String maintenanceDatabase) {

    public ExternalDatabase {
        port = port == null ? 26257 : port;
        maintenanceDatabase = maintenanceDatabase == null ? "postgres" : maintenanceDatabase;
    }
}
