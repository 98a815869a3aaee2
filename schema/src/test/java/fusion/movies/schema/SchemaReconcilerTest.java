package fusion.movies.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaReconcilerTest {

    private final TestServer server = TestServer.INSTANCE;
    private final SchemaReconciler reconciler = new SchemaReconciler(server);

    /** Roles belong to the whole server, so each test has its own users. */
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);

    private final String database = "movies_" + suffix;
    private final User api = new User("api_" + suffix, "it's a secret");
    private final User loader = new User("loader_" + suffix, "another secret");
    private final DesiredSchema desired = new DesiredSchema(database, api, loader);

    @BeforeEach
    void aReconciledStack() throws SQLException {
        reconciler.reconcile(desired);
        reconciler.ensurePassword(api, database);
        reconciler.ensurePassword(loader, database);
    }

    @Test
    void aSecondReconciliationFindsNothingToDo() throws SQLException {
        SchemaReport report = reconciler.reconcile(desired);

        assertThat(report.applied()).isEmpty();
        assertThat(report.untouched()).isEmpty();
        assertThat(report.previousUsers()).isEmpty();
    }

    @Test
    void aDroppedDatabaseIsCreatedAgainCompletely() throws SQLException {
        try (Connection connection = server.asAdministrator("postgres")) {
            Sql.run(connection, "DROP DATABASE " + database);
        }

        assertThat(reconciler.reconcile(desired).applied()).first().isEqualTo("CREATE DATABASE \"" + database + "\"");

        insertAFilm(loader);
        assertThat(films(api)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE movies",
                "DROP TABLE movies_load",
                "DROP TABLE movies_change",
                "DROP TABLE movies_lease",
                "ALTER TABLE movies DROP COLUMN href",
                "ALTER TABLE movies DROP COLUMN natural_key",
                "REVOKE SELECT ON TABLE movies FROM API",
                "REVOKE DELETE ON TABLE movies FROM LOADER",
                "GRANT DELETE ON TABLE movies TO API",
                "GRANT ALL ON TABLE movies TO API",
                "GRANT CREATE ON SCHEMA public TO API",
                "GRANT CREATE ON SCHEMA public TO public",
                "ALTER ROLE API NOLOGIN",
                "ALTER TABLE movies OWNER TO API"
            })
    void manualChangesAreCorrectedByOneReconciliation(String change) throws SQLException {
        administer(change.replace("API", api.name()).replace("LOADER", loader.name()));

        assertThat(reconciler.reconcile(desired).applied()).isNotEmpty();

        assertThat(reconciler.reconcile(desired).applied()).isEmpty();
        insertAFilm(loader);
        assertThat(films(api)).isEqualTo(1);
        theApiCannot("DELETE FROM movies");
        theApiCannot("CREATE TABLE mine (id BIGINT)");
    }

    @Test
    void aDroppedUserIsCreatedAgainAndLogsInAsBefore() throws SQLException {
        administer("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM " + api.name());
        administer("DROP ROLE " + api.name());

        reconciler.reconcile(desired);

        assertThat(reconciler.ensurePassword(api, database)).isTrue();
        assertThat(films(api)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE movies",
                "DELETE FROM movies",
                "UPDATE movies SET title = ''",
                "ALTER TABLE movies ADD COLUMN mine TEXT",
                "CREATE INDEX mine ON movies (extract)",
                "TRUNCATE movies",
                "INSERT INTO movies_load (fingerprint, state, started_at, updated_at) VALUES ('', 'Loaded', now(), now())",
                "SELECT * FROM movies_user",
                "SELECT * FROM someone_elses",
                "CREATE TABLE mine (id BIGINT)",
                "CREATE SCHEMA mine",
                "CREATE DATABASE mine",
                "CREATE ROLE mine",
                "ALTER ROLE LOADER CREATEROLE"
            })
    void theApiUserCannot(String statement) throws SQLException {
        administer("CREATE TABLE someone_elses (id BIGINT)");

        theApiCannot(statement.replace("LOADER", loader.name()));
    }

    @Test
    void theApiUserCanReadAndAddMovies() throws SQLException {
        insertAFilm(api);

        assertThat(films(api)).isEqualTo(1);
    }

    @Test
    void aColumnOfAnotherTypeIsReportedAndNotChanged() throws SQLException {
        administer("DROP TABLE movies");
        administer("CREATE TABLE movies (id BIGINT PRIMARY KEY, title TEXT NOT NULL, year TEXT, genres TEXT)");

        SchemaReport report = reconciler.reconcile(desired);

        assertThat(report.untouched())
                .containsExactly(
                        "Column movies.year is of type text and must be BIGINT; change it with ALTER TABLE movies ALTER COLUMN year "
                                + "TYPE BIGINT, or rename it and it is created again.",
                        "Column movies.genres is of type text and must be TEXT[]; change it with ALTER TABLE movies ALTER COLUMN "
                                + "genres TYPE TEXT[], or rename it and it is created again.");
        assertThat(reconciler.reconcile(desired).untouched()).isEqualTo(report.untouched());
        assertThat(films(api)).isZero();
    }

    @Test
    void aRequiredColumnWithoutADefaultIsReported() throws SQLException {
        administer("ALTER TABLE movies ADD COLUMN rating BIGINT NOT NULL");
        administer("ALTER TABLE movies ADD COLUMN harmless BIGINT NOT NULL DEFAULT 0");

        assertThat(reconciler.reconcile(desired).untouched())
                .containsExactly(
                        "Column movies.rating is not the stack's, is NOT NULL and has no default, so no row can be added; "
                                + "give it a default or drop NOT NULL.");
    }

    @Test
    void anotherPrimaryKeyIsReported() throws SQLException {
        administer("DROP TABLE movies_lease");
        administer(
                "CREATE TABLE movies_lease (name TEXT NOT NULL, holder TEXT PRIMARY KEY, expires_at TIMESTAMPTZ NOT NULL)");

        assertThat(reconciler.reconcile(desired).untouched())
                .containsExactly(
                        "Table movies_lease has the primary key (holder) and must have (name); change the key, or "
                                + "rename the table and it is created again.");
    }

    @Test
    void grantsPrecedeSlowStatements() throws SQLException {
        administer("REVOKE SELECT ON TABLE movies FROM " + api.name());
        administer("ALTER TABLE movies DROP COLUMN href");

        assertThat(reconciler.reconcile(desired).applied())
                .containsExactly(
                        "GRANT SELECT ON TABLE movies TO \"" + api.name() + "\"",
                        "ALTER TABLE movies ADD COLUMN IF NOT EXISTS href TEXT");
    }

    @Test
    void theVersionChangesWithEachRecordedChange() throws SQLException {
        List<String> versions = new ArrayList<>(List.of(version()));
        change("b");
        versions.add(version());
        change("a"); // by a slow clock
        versions.add(version());
        administer("DELETE FROM movies_change");
        change("c");
        versions.add(version());

        assertThat(versions).doesNotHaveDuplicates();
        assertThat(version()).isEqualTo(versions.getLast());
    }

    @Test
    void membershipOfAdminIsRevokedAndAnyOtherIsReported() throws SQLException {
        String other = "other_" + suffix;
        administer("CREATE ROLE " + other);
        administer("GRANT " + other + " TO " + api.name());
        boolean adminIsThere = count("SELECT count(*) FROM pg_roles WHERE rolname = 'admin'") == 1;
        if (!adminIsThere) {
            administer("CREATE ROLE admin");
        }
        administer("GRANT admin TO " + api.name());

        SchemaReport report = reconciler.reconcile(desired);

        assertThat(report.applied()).contains("REVOKE admin FROM \"" + api.name() + "\"");
        assertThat(report.untouched())
                .containsExactly(
                        "User " + api.name() + " is a member of role " + other + " and has its privileges; REVOKE "
                                + other + " FROM " + api.name() + ", or name another user in the Secret.");
    }

    @Test
    void aRecreatedTableCountsAsNotLoaded() throws SQLException {
        administer(
                "INSERT INTO movies_load (fingerprint, state, films, started_at, updated_at) VALUES ('f', 'Loaded', 3, now(), now())");
        try (Connection connection = server.asAdministrator(database)) {
            assertThat(LoadRecord.read(connection, "f")).map(LoadRecord::films).contains(3L);
        }
        administer("DROP TABLE movies");

        reconciler.reconcile(desired);

        try (Connection connection = server.asAdministrator(database)) {
            assertThat(LoadRecord.read(connection, "f")).isEmpty();
        }
    }

    @Test
    void aSupersededLoadStillCountsAsTheLastSuccessfulOne() throws SQLException {
        administer("INSERT INTO movies_load (fingerprint, state, started_at, updated_at, finished_at) VALUES "
                + "('a', 'Superseded', now(), now(), now()), ('b', 'Loading', now(), now(), NULL)");

        try (Connection connection = server.asAdministrator(database)) {
            assertThat(LoadRecord.lastLoaded(connection))
                    .hasValueSatisfying(last -> assertThat(last.state()).isEqualTo(LoadState.Superseded));
        }
    }

    @Test
    void aLoadRecordIsEmptyIfItsTableDoesNotExistYet() throws SQLException {
        administer("DROP TABLE movies_load");

        try (Connection connection = server.asAdministrator(database)) {
            assertThat(LoadRecord.read(connection, "f")).isEmpty();
        }
    }

    @Test
    void aChangedPasswordIsAppliedAndTheOldOneRefused() throws SQLException {
        User changed = new User(api.name(), "a new secret");

        assertThat(reconciler.ensurePassword(changed, database)).isTrue();

        assertThat(reconciler.ensurePassword(changed, database)).isFalse();
        assertThat(reconciler.logsIn(api, database)).isFalse();
    }

    /** As CockroachDB requires for every change of a role. */
    @Test
    void aRoleChangeBlockedByAnOpenTransactionTimesOut() throws SQLException {
        User changed = new User(api.name(), "a new secret");
        try (Connection open = server.asAdministrator(database)) {
            open.setAutoCommit(false);
            Sql.run(open, "ALTER ROLE " + api.name() + " CONNECTION LIMIT 100");

            assertThatThrownBy(
                            () -> new SchemaReconciler(server, Duration.ofSeconds(1)).ensurePassword(changed, database))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            open.rollback();
        }

        assertThat(reconciler.ensurePassword(changed, database)).isTrue();
    }

    /** NULLs come first on one engine and last on the other. */
    @Test
    void theLastFinishedLoadHasAnEndTime() throws SQLException {
        administer(
                "INSERT INTO movies_load (fingerprint, state, started_at, updated_at) VALUES ('open', 'Loaded', now(), now())");
        administer("INSERT INTO movies_load (fingerprint, state, started_at, updated_at, finished_at)"
                + " VALUES ('ended', 'Loaded', now(), now(), now())");

        try (Connection connection = server.asAdministrator(database)) {
            assertThat(LoadRecord.lastLoaded(connection))
                    .hasValueSatisfying(load -> assertThat(load.fingerprint()).isEqualTo("ended"));
        }
    }

    @Test
    void aPasswordIsStoredAsAScramVerifierAndNeverShown() throws SQLException {
        try (Connection connection = server.asAdministrator(database)) {
            Sql.run(connection, "DROP TABLE movies_load");
            Sql.run(connection, "CREATE VIEW movies_load AS SELECT 1 AS one");
            assertThatThrownBy(() -> reconciler.reconcile(
                            new DesiredSchema(database, new User("new_" + suffix, "a new secret"), loader)))
                    .hasStackTraceContaining("movies_load")
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("a new secret"));
        }
        assertThat(new User("someone", "a new secret").toString()).doesNotContain("a new secret");
        assertThat(desired.toString()).doesNotContain("secret");
    }

    @Test
    void aRenamedUserWorksNextToThePreviousOneUntilThatIsRetired() throws SQLException {
        User renamed = new User("renamed_" + suffix, "a new secret");
        DesiredSchema after = new DesiredSchema(database, renamed, loader);

        SchemaReport report = reconciler.reconcile(after);
        reconciler.ensurePassword(renamed, database);

        assertThat(report.previousUsers()).containsExactly(api.name());
        assertThat(films(renamed)).isZero();
        assertThat(films(api)).isZero();

        assertThat(reconciler.retire(after)).isEmpty();

        assertThat(reconciler.logsIn(api, database)).isFalse();
        assertThat(count("SELECT count(*) FROM pg_roles WHERE rolname = '" + api.name() + "'"))
                .isZero();
        assertThat(reconciler.reconcile(after).previousUsers()).isEmpty();
        assertThat(films(renamed)).isZero();
    }

    @Test
    void aFormerUserThatOwnsOtherObjectsIsKeptAndReported() throws SQLException {
        reconciler.reconcile(desired);
        administer("CREATE SCHEMA reports_" + suffix + " AUTHORIZATION " + api.name());
        DesiredSchema after = new DesiredSchema(database, new User(api.name() + "_2", "x"), loader);
        reconciler.reconcile(after);

        assertThat(reconciler.retire(after)).containsExactly(api.name());

        SchemaReport report = reconciler.reconcile(after);
        assertThat(report.previousUsers()).isEmpty();
        assertThat(report.leftUsers()).containsExactly(api.name());
        assertThat(count("SELECT count(*) FROM information_schema.table_privileges WHERE grantee = '" + api.name()
                        + "'"))
                .isZero();

        administer("DROP SCHEMA reports_" + suffix);
        administer("DROP ROLE " + api.name());
        assertThat(reconciler.reconcile(after).leftUsers()).isEmpty();
    }

    @Test
    void aUserOlderThanTheStackLosesItsGrantsButIsNotDropped() throws SQLException {
        String found = "found_" + suffix;
        administer("CREATE ROLE " + found + " LOGIN");
        reconciler.reconcile(new DesiredSchema(database, new User(found, "x"), loader));

        assertThat(reconciler.retire(desired)).isEmpty();

        assertThat(count("SELECT count(*) FROM pg_roles WHERE rolname = '" + found + "'"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM information_schema.table_privileges WHERE grantee = '" + found + "'"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root",
                "node",
                "admin",
                "postgres",
                "public",
                "pg_monitor",
                "crdb_internal",
                "Movies",
                "1st",
                "a-b",
                "a\"b",
                ""
            })
    void aReservedOrMisspeltUserNameIsRefusedWithASentence(String name) {
        assertThat(User.refusal(name))
                .hasValueSatisfying(sentence -> assertThat(sentence).endsWith("."));
        assertThatThrownBy(() -> new User(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameUserForApiAndLoaderIsRefused() {
        assertThatThrownBy(() -> new DesiredSchema(database, api, api))
                .hasMessageContaining("cannot share the user '" + api.name() + "'");
    }

    private String version() throws SQLException {
        try (Connection connection = server.as(api, database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DataVersion.QUERY)) {
            row.next();
            return row.getString(1);
        }
    }

    private void change(String change) throws SQLException {
        try (Connection connection = server.as(api, database);
                PreparedStatement insert = connection.prepareStatement(DataVersion.INSERT)) {
            insert.setString(1, change);
            insert.setString(2, "a test");
            insert.setLong(3, 1);
            insert.executeUpdate();
        }
    }

    private void theApiCannot(String statement) throws SQLException {
        try (Connection connection = server.as(api, database)) {
            assertThatThrownBy(() -> Sql.run(connection, statement))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    private void insertAFilm(User user) throws SQLException {
        try (Connection connection = server.as(user, database)) {
            Sql.run(connection, "INSERT INTO movies (id, title) VALUES (1, 'Carmen') ON CONFLICT (id) DO NOTHING");
        }
    }

    private long films(User user) throws SQLException {
        try (Connection connection = server.as(user, database)) {
            return count(connection, "SELECT count(*) FROM movies");
        }
    }

    private long count(String query) throws SQLException {
        try (Connection connection = server.asAdministrator(database)) {
            return count(connection, query);
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void administer(String statement) throws SQLException {
        try (Connection connection = server.asAdministrator(database)) {
            Sql.run(connection, statement);
        }
    }
}
