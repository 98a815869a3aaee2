package fusion.movies.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fusion.movies.Client;
import fusion.movies.Gate;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service is started while the database cannot be reached; what follows is one story. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class DatabaseAwayTest {

    private static final TestDatabase DATABASE = TestDatabase.createEmpty();
    private static final Gate GATE = new Gate(DATABASE.port());

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Client api;
    private Client management;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("movies.database.port", GATE::port);
    }

    @BeforeEach
    void clients() {
        api = new Client(port);
        management = new Client(managementPort);
    }

    @AfterAll
    static void shut() {
        GATE.close();
    }

    @Test
    @Order(1)
    void theServiceStartsWithoutADatabaseAndSaysWhenToComeAgain() {
        var response = api.get("/year/1993");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(response.body()).contains("The database does not answer just now.");
        assertThat(management.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        assertThat(management.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void aDatabaseWithoutTheTableIsNotReadyEither() {
        GATE.open();

        assertThat(api.get("/year/1993").statusCode()).isEqualTo(503);
        assertThat(management.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
    }

    @Test
    @Order(3)
    void theServiceBecomesReadyByItselfWhenTheFilmsAreThere() {
        DATABASE.layOut();
        TestFilms.insertHardToFind(DATABASE);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(management.get("/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
            assertThat(api.json("/year/1993").size()).isEqualTo(2);
        });
    }

    @Test
    @Order(4)
    void aConnectionThatBrokeWhileItWaitedIsNoticedByNobody() {
        for (var year = 1900; year < 1950; year++) {
            GATE.cut();
            assertThat(api.get("/year/" + year).statusCode()).isEqualTo(200);
            assertThat(api.get("/api/v1/movies?year=" + year).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Order(5)
    void aListThatIsCutShortDoesNotLookWhole() throws Exception {
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO movies (id, title, year, extract)"
                    + " SELECT n, 'Long List', 3000, repeat('x', 1000) FROM generate_series(1, 100000) AS n");
        }
        try (var list = api.stream("/year/3000")) {
            assertThat(list.readNBytes(5_000)).startsWith('[', '{');
            GATE.cut();
            assertThatThrownBy(list::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    @Order(6)
    void theServiceIsBackByItselfWhenTheDatabaseIs() {
        GATE.close();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(api.get("/year/1993").statusCode()).isEqualTo(503));
        assertThat(management.get("/actuator/health/readiness").statusCode()).isEqualTo(503);

        GATE.open();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(api.get("/year/1993").statusCode()).isEqualTo(200));
        assertThat(management.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }
}
