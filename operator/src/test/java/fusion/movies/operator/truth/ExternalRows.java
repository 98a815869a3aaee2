package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import fusion.movies.operator.certificates.TestCertificates;
import java.util.List;
import java.util.Map;

/** {@code database.external}: an existing server. */
final class ExternalRows {

    private static final String SPEC =
            "{database: {external: {host: localhost, port: PORT, caSecretRef: {name: server-ca}, adminSecretRef: {name: admin}}}}";

    static final List<Row> ROWS = List.of(
            broken("The Secret with the server's CA does not exist")
                    .spec(SPEC)
                    .fails(
                            "DatabaseReady",
                            "SecretIncomplete",
                            "Secret 'server-ca' does not exist in namespace 'default'. Create it; database.external needs it."),
            broken("The Secret with the server's CA has no key ca.crt")
                    .spec(SPEC)
                    .given(scene -> scene.stack().secret("server-ca", Map.of("tls.crt", "x")))
                    .fails(
                            "DatabaseReady",
                            "SecretIncomplete",
                            "Secret 'server-ca' has no key 'ca.crt', which database.external needs. Add it."),
            broken("The value of ca.crt is not a certificate")
                    .spec(SPEC)
                    .given(scene -> {
                        scene.stack().secret("server-ca", Map.of("ca.crt", "no certificate"));
                        scene.stack().secret("admin", Map.of("db_user", "root", "db_password", "x"));
                    })
                    .fails(
                            "DatabaseReady",
                            "SecretInvalid",
                            "Secret 'server-ca', key ca.crt, has no certificate in PEM. Put the certificate of"
                                    + " the server's CA there."),
            broken("The administrator's Secret does not exist")
                    .spec(SPEC)
                    .given(Scene::externalAuthority)
                    .fails(
                            "DatabaseReady",
                            "SecretIncomplete",
                            "Secret 'admin' does not exist in namespace 'default'. Create it; database.external needs it."),
            broken("The administrator's Secret has neither a password nor a certificate")
                    .spec(SPEC)
                    .given(scene -> {
                        scene.externalAuthority();
                        scene.stack().secret("admin", Map.of("db_user", "root"));
                    })
                    .fails(
                            "DatabaseReady",
                            "SecretIncomplete",
                            "Secret 'admin' has no key 'db_password', which database.external needs. Add it."),
            broken("The administrator's client key is invalid")
                    .spec(SPEC)
                    .given(scene -> {
                        scene.externalAuthority();
                        scene.stack()
                                .secret(
                                        "admin",
                                        Map.of(
                                                "db_user",
                                                "root",
                                                "tls.crt",
                                                scene.stack()
                                                        .externalCertificates()
                                                        .certificate(),
                                                "tls.key",
                                                "no key"));
                    })
                    .fails(
                            "DatabaseReady",
                            "SecretInvalid",
                            "Secret 'admin', key tls.key, has no unencrypted private key in PEM. Convert it with: openssl pkcs8 -topk8 -nocrypt -in KEY."),
            broken("The server's certificate was issued by another CA")
                    .spec(SPEC)
                    .given(scene -> {
                        scene.stack()
                                .secret(
                                        "server-ca",
                                        Map.of(
                                                "ca.crt",
                                                TestCertificates.create().authority()));
                        scene.stack().secret("admin", Map.of("db_user", "root", "db_password", "x"));
                    })
                    .fails(
                            "DatabaseReady",
                            "CertificateNotTrusted",
                            "The certificate of localhost:26257 was not issued by the CA in Secret 'server-ca',"
                                    + " key ca.crt. Put the certificate of the server's CA there."),
            broken("Nothing listens on the port")
                    .spec(
                            "{database: {external: {host: localhost, port: 1, caSecretRef: {name: server-ca}, adminSecretRef: {name: admin}}}}")
                    .given(scene -> {
                        scene.externalAuthority();
                        scene.stack().secret("admin", Map.of("db_user", "root", "db_password", "x"));
                    })
                    .fails(
                            "DatabaseReady",
                            "Unreachable",
                            "The operator cannot log in to localhost:1 as the user of Secret 'admin': Connection to localhost:1 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections."),
            broken("The administrator's password is wrong")
                    .spec(SPEC)
                    .given(scene -> {
                        scene.externalAuthority();
                        scene.stack().secret("admin", Map.of("db_user", "stranger", "db_password", "wrong"));
                    })
                    .fails(
                            "DatabaseReady",
                            "Unreachable",
                            "The operator cannot log in to localhost:26257 as the user of Secret 'admin': FATAL: password authentication failed for user \"stranger\""),
            broken("The administrator is not allowed to create databases")
                    .spec(SPEC)
                    .given(scene -> {
                        scene.externalAuthority();
                        scene.server("CREATE ROLE NAME_admin LOGIN PASSWORD 'secret'");
                        scene.stack()
                                .secret("admin", Map.of("db_user", scene.name() + "_admin", "db_password", "secret"));
                    })
                    .works("DatabaseReady", "ExternalServer", "localhost responds, VERSION.")
                    .fails(
                            "SchemaReady",
                            "StatementFailed",
                            "The database refused 'CREATE DATABASE \"movies\"': ERROR: permission denied to create database"),
            broken("Nothing: the server is usable")
                    .spec(SPEC)
                    .given(scene -> {
                        scene.externalAuthority();
                        scene.stack().secret("admin", Map.of("db_user", "root", "db_password", "any"));
                    })
                    .works("CertificatesReady", "External", "An external server has its own certificates.")
                    .works("DatabaseReady", "ExternalServer", "localhost responds, VERSION.")
                    .works(
                            "SchemaReady",
                            "SchemaUpToDate",
                            "Database 'movies' has the tables, users and grants it needs."));

    private ExternalRows() {}
}
