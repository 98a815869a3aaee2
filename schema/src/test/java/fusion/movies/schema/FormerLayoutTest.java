package fusion.movies.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database with the schema of the revision before the read model, created by its statements. */
class FormerLayoutTest {

    private static final String INDEXES =
            "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'movies' ORDER BY indexname";
    private static final String TABLES =
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";
    private static final String COLUMNS =
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'movies'";

    private final TestServer server = TestServer.INSTANCE;
    private final SchemaReconciler reconciler = new SchemaReconciler(server);
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String database = "former_" + suffix;
    private final DesiredSchema desired =
            new DesiredSchema(database, new User("api_" + suffix, "x"), new User("loader_" + suffix, "x"));

    @BeforeEach
    void theFormerLayout() throws SQLException, IOException {
        administer("postgres", "CREATE DATABASE " + database);
        administer("postgres", "CREATE ROLE api_" + suffix + " LOGIN");
        administer("postgres", "CREATE ROLE loader_" + suffix + " LOGIN");
        boolean hasTrigrams = hasTrigrams();
        try (InputStream sql = FormerLayoutTest.class.getResourceAsStream("/former-layout.sql")) {
            for (String statement : new String(sql.readAllBytes(), UTF_8).split(";\n")) {
                String byName = statement.replace("API", "api_" + suffix).replace("LOADER", "loader_" + suffix);
                administer(hasTrigrams ? byName : byName.replaceAll("USING GIN \\((\\w+) gin_trgm_ops\\)", "($1)"));
            }
        }
    }

    @Test
    void aFormerLayoutIsTakenOverAndItsSearchObjectsAreDropped() throws SQLException {
        SchemaReport report = reconciler.reconcile(desired);

        assertThat(report.untouched()).isEmpty();
        assertThat(strings(TABLES)).contains("movies_name", "movies_change", "movies_lease");

        assertThat(reconciler.dropLeftovers(desired)).isEqualTo(report.leftovers());

        assertThat(strings(TABLES))
                .containsExactly("movies", "movies_change", "movies_lease", "movies_load", "movies_user");
        assertThat(strings(COLUMNS)).containsExactlyInAnyOrderElementsOf(MoviesTable.COLUMNS_OF_THE_LOADER);
        assertThat(strings(INDEXES)).containsExactly("movies_pkey");
        assertThat(strings("SELECT title FROM movies")).containsExactly("Carmen");
        assertThat(strings("SELECT state FROM movies_load")).containsExactly("Loaded");
    }

    @Test
    void anotherReconciliationFindsNothingToDo() throws SQLException {
        reconciler.reconcile(desired);
        reconciler.dropLeftovers(desired);

        SchemaReport again = reconciler.reconcile(desired);

        assertThat(again.applied()).isEmpty();
        assertThat(again.untouched()).isEmpty();
        assertThat(again.leftovers()).isEmpty();
        assertThat(reconciler.dropLeftovers(desired)).isEmpty();
    }

    @Test
    void theUsersOwnObjectsStay() throws SQLException {
        administer("ALTER TABLE movies ADD COLUMN rating BIGINT");
        administer("CREATE INDEX my_rating ON movies (rating)");
        administer("CREATE INDEX my_year ON movies (year)");
        administer("DROP INDEX movies_year");
        administer("CREATE INDEX movies_year ON movies (year DESC, title)");
        administer("CREATE INDEX my_titles ON movies (lower(title_folded))");
        administer("CREATE VIEW my_genres AS SELECT genres_folded FROM movies");
        reconciler.reconcile(desired);

        reconciler.dropLeftovers(desired);

        assertThat(strings(INDEXES)).containsExactly("movies_pkey", "movies_year", "my_rating", "my_titles", "my_year");
        assertThat(strings(COLUMNS))
                .contains("rating", "title_folded", "genres_folded")
                .doesNotContain("cast_folded");
        assertThat(strings(TABLES)).doesNotContain("movies_name", "movies_genre", "movies_addall");
        assertThat(reconciler.reconcile(desired).leftovers()).isEmpty();
    }

    @Test
    void columnsOfTheseNamesInAnotherTableStay() throws SQLException {
        administer("DROP TABLE movies_name");
        administer("CREATE TABLE movies_name (name TEXT PRIMARY KEY, mine TEXT)");

        assertThat(reconciler.reconcile(desired).leftovers()).isEmpty();
        assertThat(reconciler.dropLeftovers(desired)).isEmpty();
        assertThat(strings(COLUMNS)).contains("title_folded");
    }

    @Test
    void aDropThatWouldBlockReadersIsPostponed() throws SQLException {
        reconciler.reconcile(desired);
        try (Connection reader = server.asAdministrator(database)) {
            reader.setAutoCommit(false);
            Sql.run(reader, "SELECT count(*) FROM movies");

            assertThat(reconciler.dropLeftovers(desired)).isEmpty();
            assertThat(strings(COLUMNS)).contains("title_folded");
        }

        reconciler.dropLeftovers(desired);

        assertThat(strings(COLUMNS)).doesNotContain("title_folded");
    }

    @Test
    void aUserRenamedMeanwhileIsRetiredDespiteItsRemainingGrants() throws SQLException {
        reconciler.reconcile(desired);
        DesiredSchema renamed = new DesiredSchema(database, new User("new_" + suffix, "x"), desired.loader());
        reconciler.reconcile(renamed);

        assertThat(reconciler.retire(renamed)).isEmpty();

        assertThat(strings("SELECT DISTINCT table_name FROM information_schema.table_privileges WHERE grantee = 'api_"
                        + suffix + "'"))
                .isEmpty();
    }

    /** On servers without pg_trgm, manually created ordinary indexes took their place. */
    private boolean hasTrigrams() throws SQLException {
        boolean isAvailable = !strings("SELECT name FROM pg_available_extensions WHERE name = 'pg_trgm'")
                .isEmpty();
        if (isAvailable) {
            administer("CREATE EXTENSION pg_trgm");
        }
        return isAvailable;
    }

    private void administer(String statement) throws SQLException {
        administer(database, statement);
    }

    private void administer(String on, String statement) throws SQLException {
        try (Connection connection = server.asAdministrator(on)) {
            Sql.run(connection, statement);
        }
    }

    private List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Connection connection = server.asAdministrator(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }
}
