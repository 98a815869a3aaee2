package fusion.movies.operator.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    private static StepResult refused(int code, String message) {
        Status status = new StatusBuilder().withCode(code).withMessage(message).build();
        return Failures.of(new RefusedException(
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("movies-db-ca")
                        .endMetadata()
                        .build(),
                new KubernetesClientException(message, code, status)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | secrets "movies-db-ca" is forbidden: exceeded quota: team, requested: secrets=1, used: secrets=3, limited: secrets=3 | QuotaExceeded
            403 | secrets "movies-db-ca" is forbidden: violates PodSecurity "restricted:latest" | Refused
            403 | admission webhook "policy.example.org" denied the request: no | Refused
            400 | admission webhook "policy.example.org" denied the request: no | Refused
            422 | secrets "movies-db-ca" is forbidden: ValidatingAdmissionPolicy 'a' with binding 'b' denied request: no | Refused
            422 | Secret "movies-db-ca" is invalid: data: Too long | Invalid
            404 | namespaces "films" not found | NotFound
            """)
    void aRefusalOfTheApiServerNeedsActionAndNamesTheObject(int code, String message, String reason) {
        StepResult result = refused(code, message);

        assertThat(result).isInstanceOf(StepResult.Failed.class);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.message()).startsWith("The API server refused Secret 'movies-db-ca': " + message);
    }

    @ParameterizedTest
    @CsvSource({"409, Conflict", "429, ApiServerBusy", "500, ApiServerBusy", "503, ApiServerBusy"})
    void aTransientFailureIsWaiting(int code, String reason) {
        assertThat(refused(code, "not now")).isInstanceOf(StepResult.Waiting.class);
        assertThat(refused(code, "not now").reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "08001, DatabaseUnreachable, true",
        "08004, DatabaseUnreachable, true",
        "57P01, DatabaseUnreachable, true",
        "58C00, DatabaseUnreachable, true",
        "58C01, DatabaseUnreachable, true",
        "XXUUU, DatabaseUnreachable, true",
        "57014, DatabaseBusy, true",
        "55P03, DatabaseBusy, true",
        "40001, DatabaseBusy, true",
        "53300, DatabaseBusy, true",
        "42501, StatementFailed, false"
    })
    void anUnreachableDatabaseIsNotAFailedStatement(String state, String reason, boolean passes) {
        StepResult result = Failures.of(new SQLException("words of the server", state));

        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.isProgressing()).isEqualTo(passes);
        assertThat(result.message()).contains("words of the server");
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void anyOtherExceptionIsAFailureToo(Class<? extends Throwable> type) throws ReflectiveOperationException {
        Throwable failure = type.getConstructor(String.class).newInstance("odd");

        StepResult result = Failures.of(failure);

        assertThat(result).isInstanceOf(StepResult.Failed.class);
        assertThat(result.reason()).isEqualTo("UnexpectedError");
        assertThat(result.message()).contains(type.getSimpleName() + ": odd");
        assertThat(Failures.isUnexpected(failure)).isTrue();
    }

    @Test
    void anUnreachableApiServerIsWaitedFor() {
        assertThat(Failures.of(new KubernetesClientException("a request", new IOException("connection refused")))
                        .reason())
                .isEqualTo("ApiServerUnreachable");
    }
}
