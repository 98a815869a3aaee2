package fusion.movies.operator.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StepResult;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginsTest {

    private static Login read(Map<String, String> data) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName("db-login")
                .withResourceVersion("7")
                .endMetadata()
                .withData(SecretData.encode(data))
                .build();
        return Logins.read(secret);
    }

    private static StepResult problem(Map<String, String> data) {
        return ((Login.Unusable) read(data)).problem();
    }

    @Test
    void aSecretWithBothKeysIsALogin() {
        Login login = read(Map.of("db_user", "movies", "db_password", "of-a-test"));

        assertThat(login)
                .isInstanceOfSatisfying(
                        Login.Usable.class,
                        usable -> assertThat(usable.user().name()).isEqualTo("movies"));
        assertThat(login.toString()).doesNotContain("of-a-test");
    }

    @Test
    void aTrailingNewlineIsNotPartOfAValue() {
        assertThat(read(Map.of("db_user", "movies\n", "db_password", "of-a-test\n")))
                .isInstanceOfSatisfying(Login.Usable.class, usable -> {
                    assertThat(usable.user().name()).isEqualTo("movies");
                    assertThat(usable.user().password()).isEqualTo("of-a-test");
                });
    }

    @Test
    void aMissingOrBlankKeyIsReportedByName() {
        assertThat(problem(Map.of("db_user", "movies")))
                .isEqualTo(problem(Map.of("db_user", "movies", "db_password", " \n")))
                .isEqualTo(new StepResult.Failed(
                        "SecretIncomplete",
                        "Secret 'db-login' has no value for the key db_password. Add it; the API connects with db_user"
                                + " and db_password."));
    }

    @Test
    void aReservedUserIsRefused() {
        StepResult problem = problem(Map.of("db_user", "root", "db_password", "of-a-test"));

        assertThat(problem.reason()).isEqualTo("UserRefused");
        assertThat(problem.message()).contains("db-login", "root");
    }
}
