package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import java.util.List;
import java.util.Map;

/** {@code credentialsSecretRef}: the user that the API connects as. */
final class CredentialRows {

    private static final String SPEC = "{credentialsSecretRef: {name: db-login}}";

    static final List<Row> ROWS = List.of(
            broken("The Secret does not exist")
                    .spec(SPEC)
                    .when(scene -> scene.kubelet().runDatabase())
                    .fails(
                            "SchemaReady",
                            "SecretMissing",
                            "Secret 'db-login' does not exist in namespace 'default'."
                                    + " Create it with the keys db_user and db_password.")
                    .waits(
                            "ApiReady",
                            "NoCredentials",
                            "The API's pods wait for their database user: Secret 'db-login' does"
                                    + " not exist in namespace 'default'. Create it with the keys db_user and db_password."),
            refused(
                    "It has no key db_user",
                    Map.of("db_password", "secret"),
                    "SecretIncomplete",
                    "Secret 'db-login' has no value for the key db_user. Add it; the API connects with db_user and db_password."),
            refused(
                    "It has no key db_password",
                    Map.of("db_user", "jane"),
                    "SecretIncomplete",
                    "Secret 'db-login' has no value for the key db_password. Add it; the API connects with db_user and db_password."),
            refused(
                    "Its db_user is only a line break",
                    Map.of("db_user", "\n", "db_password", "secret"),
                    "SecretIncomplete",
                    "Secret 'db-login' has no value for the key db_user. Add it; the API connects with db_user and db_password."),
            refused(
                    "Its db_password is only a line break",
                    Map.of("db_user", "jane", "db_password", "\n"),
                    "SecretIncomplete",
                    "Secret 'db-login' has no value for the key db_password. Add it; the API connects with db_user and db_password."),
            refused(
                    "Its db_user is root, which the database reserves",
                    Map.of("db_user", "root", "db_password", "secret"),
                    "UserRefused",
                    "Secret 'db-login', key db_user: The user name 'root' is reserved by the database; choose another one, such as 'movies_api'."),
            refused(
                    "Its db_user begins with pg_",
                    Map.of("db_user", "pg_jane", "db_password", "secret"),
                    "UserRefused",
                    "Secret 'db-login', key db_user: The user name 'pg_jane' is reserved by the database; choose another one, such as 'movies_api'."),
            refused(
                    "Its db_user has a capital letter and a hyphen",
                    Map.of("db_user", "Jane-Doe", "db_password", "secret"),
                    "UserRefused",
                    "Secret 'db-login', key db_user: The user name 'Jane-Doe' is not allowed; use at most 63 lower-case letters, digits and underscores,"
                            + " beginning with a letter or an underscore."),
            broken("Its values end in line breaks, as in a Secret created from files")
                    .spec(SPEC)
                    .given(scene -> scene.stack()
                            .secret("db-login", Map.of("db_user", scene.name() + "_jane\n", "db_password", "secret\n")))
                    .when(scene -> scene.kubelet().runDatabase())
                    .works(
                            "SchemaReady",
                            "SchemaUpToDate",
                            "Database 'movies' has the tables, users and grants it needs."),
            broken("It is deleted while the stack runs")
                    .spec(SPEC)
                    .given(scene -> scene.stack()
                            .secret("db-login", Map.of("db_user", scene.name() + "_jane", "db_password", "secret")))
                    .when(scene -> {
                        scene.run();
                        scene.client()
                                .secrets()
                                .inNamespace(scene.stack().namespace())
                                .withName("db-login")
                                .delete();
                        scene.stack().awaitNextRound();
                    })
                    .fails(
                            "SchemaReady",
                            "SecretMissing",
                            "Secret 'db-login' does not exist in namespace 'default'."
                                    + " Create it with the keys db_user and db_password."));

    private CredentialRows() {}

    private static Row refused(String broken, Map<String, String> texts, String reason, String message) {
        return broken(broken)
                .spec(SPEC)
                .given(scene -> scene.stack().secret("db-login", texts))
                .when(scene -> scene.kubelet().runDatabase())
                .fails("SchemaReady", reason, message)
                .waits("ApiReady", "NoCredentials", "The API's pods wait for their database user: " + message);
    }
}
