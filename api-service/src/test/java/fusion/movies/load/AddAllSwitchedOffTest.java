package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.Client;
import fusion.movies.TestDatabase;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "movies.seed.addall=false")
class AddAllSwitchedOffTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @Test
    void aRequestIsRefusedWithASentence(@LocalServerPort int port) {
        HttpResponse<String> answer = new Client(port).get("/addall");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("spec.seed.addall");
    }
}
