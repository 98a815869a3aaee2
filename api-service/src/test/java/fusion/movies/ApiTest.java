package fusion.movies;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The running service with the movies that are hard to find; started once for all subclasses. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "movies.cors.allowed-origins=https://films.example",
            // For /addall, none of these is missing.
            "movies.seed.source=file://${user.dir}/src/test/resources/films.json"
        })
public abstract class ApiTest {

    protected static final TestDatabase DATABASE = TestFilms.hardToFind();

    protected Client api;
    protected Client management;

    @LocalServerPort
    protected int port;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @BeforeEach
    void clients() {
        api = new Client(port);
        management = new Client(managementPort).awaitReady();
    }
}
