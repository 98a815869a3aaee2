package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import java.util.List;
import java.util.Map;

/** Tables and users of the database that the operator does not change by itself. */
final class SchemaRows {

    private static final String OWN_USER = "{credentialsSecretRef: {name: db-login}}";

    static final List<Row> ROWS = List.of(
            differs(
                    "A column has another type",
                    "ALTER TABLE movies DROP COLUMN year, ADD COLUMN year TEXT",
                    "Column movies.year is of type text and must be BIGINT; change it with ALTER TABLE movies ALTER COLUMN year TYPE BIGINT, or rename it and it is created again."),
            differs(
                    "A nullable column is NOT NULL",
                    "ALTER TABLE movies ALTER COLUMN extract SET NOT NULL",
                    "Column movies.extract is NOT NULL and must allow NULL; change it with ALTER TABLE movies ALTER COLUMN extract DROP NOT NULL."),
            differs(
                    "A NOT NULL column allows NULL",
                    "ALTER TABLE movies ALTER COLUMN title DROP NOT NULL",
                    "Column movies.title allows NULL and must not; give its rows a value, then ALTER TABLE movies ALTER COLUMN title SET NOT NULL."),
            differs(
                    "A NOT NULL column is missing",
                    "ALTER TABLE movies DROP COLUMN title",
                    "Column movies.title is missing and cannot be added to a table that has rows; add it as title TEXT NOT NULL with a value for each row, or rename the table and it is created again."),
            differs(
                    "A column that is not the stack's is NOT NULL",
                    "ALTER TABLE movies ADD COLUMN rating BIGINT NOT NULL",
                    "Column movies.rating is not the stack's, is NOT NULL and has no default, so no row can be added; give it a default or drop NOT NULL."),
            differs(
                    "The primary key differs",
                    "ALTER TABLE movies DROP CONSTRAINT movies_pkey, ADD PRIMARY KEY (title)",
                    "Table movies has the primary key (title) and must have (id); change the key, or rename the table and it is created again."),
            user(
                    "The user of the Secret is a superuser",
                    "CREATE ROLE NAME_jane LOGIN SUPERUSER",
                    "User movies_jane is a superuser, which no user of a stack may be; ALTER ROLE movies_jane NOSUPERUSER, or name another user in the Secret."),
            user(
                    "The user of the Secret is a member of another role",
                    "CREATE ROLE NAME_staff; CREATE ROLE NAME_jane LOGIN IN ROLE NAME_staff",
                    "User movies_jane is a member of role movies_staff and has its privileges; REVOKE"
                            + " movies_staff FROM movies_jane, or name another user in the Secret."),
            broken("The user of the Secret has privileges on a table that is not the stack's")
                    .spec(OWN_USER)
                    .given(scene -> login(scene))
                    .when(scene -> {
                        scene.runDatabase();
                        scene.sql("CREATE TABLE payroll (id BIGINT)", "GRANT SELECT ON payroll TO NAME_jane");
                    })
                    .fails(
                            "SchemaReady",
                            "SchemaDiffers",
                            "User movies_jane has privileges on table payroll, which is not the stack's;"
                                    + " REVOKE ALL ON TABLE payroll FROM movies_jane, or name another user in the Secret."),
            broken("The former user of the Secret owns objects")
                    .spec(OWN_USER)
                    .given(scene -> login(scene))
                    .when(scene -> {
                        scene.run();
                        scene.sql("CREATE SCHEMA reports AUTHORIZATION NAME_jane");
                        scene.stack()
                                .secret(
                                        "next-login",
                                        Map.of("db_user", scene.name() + "_joan", "db_password", "secret"));
                        scene.apply("{credentialsSecretRef: {name: next-login}}");
                        scene.stack().awaitNextRound();
                        scene.kubelet().runApi();
                        scene.stack().awaitNextRound();
                    })
                    .hinders(
                            "SchemaReady",
                            "UserLeft",
                            "The database user 'movies_jane', which the stack no longer uses, was not dropped,"
                                    + " because it owns objects or has privileges outside the stack's tables."
                                    + " It no longer has any of the stack's grants. Move or drop what it owns, then DROP ROLE \"movies_jane\".")
                    .works("Ready", "Serving", "253 movies are served by 2 pods. Not as specified: see SchemaReady."),
            broken("A table is missing")
                    .when(scene -> {
                        scene.run();
                        scene.sql("DROP TABLE movies");
                        scene.stack().awaitNextRound();
                    })
                    .works(
                            "SchemaReady",
                            "SchemaUpToDate",
                            "Database 'movies' has the tables, users and grants it needs.")
                    .waits("Seeded", "Loading", "The loaded movies are gone or incomplete; the loader is starting."));

    private SchemaRows() {}

    private static Row differs(String broken, String statement, String message) {
        return broken(broken)
                .when(scene -> {
                    scene.runDatabase();
                    scene.sql(statement);
                })
                .fails("SchemaReady", "SchemaDiffers", message)
                .waits("Seeded", "Waiting", "Waits for SchemaReady.");
    }

    private static Row user(String broken, String statement, String message) {
        return broken(broken)
                .spec(OWN_USER)
                .given(scene -> {
                    scene.server(statement);
                    login(scene);
                })
                .when(scene -> scene.kubelet().runDatabase())
                .fails("SchemaReady", "SchemaDiffers", message);
    }

    private static void login(Scene scene) {
        scene.stack().secret("db-login", Map.of("db_user", scene.name() + "_jane", "db_password", "secret"));
    }
}
