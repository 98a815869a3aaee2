package fusion.movies.operator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.stack.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginsTest {

    private static Secret secret(Map<String, String> data) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("db-login")
                .endMetadata()
                .withData(SecretData.encode(data))
                .build();
    }

    @Test
    void aSecretWithBothKeysIsALogin() {
        Login login = Logins.read(secret(Map.of("db_user", "movies", "db_password", "of-a-test")));

        assertThat(login.problem()).isNull();
        assertThat(login.user().name()).isEqualTo("movies");
        assertThat(login.toString()).doesNotContain("of-a-test");
    }

    @Test
    void aMissingKeyIsNamed() {
        Login login = Logins.read(secret(Map.of("db_user", "movies")));

        assertThat(login.problem().reason()).isEqualTo("SecretIncomplete");
        assertThat(login.problem().message()).contains("db-login", "db_password");
    }

    @Test
    void aReservedUserIsRefused() {
        Login login = Logins.read(secret(Map.of("db_user", "root", "db_password", "of-a-test")));

        assertThat(login.problem().reason()).isEqualTo("UserRefused");
        assertThat(login.problem().message()).contains("db-login", "root");
    }
}
