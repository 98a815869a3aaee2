package fusion.movies.operator.stack;

import fusion.movies.operator.stack.StepResult.Failed;
import fusion.movies.operator.stack.StepResult.Waiting;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The only place that maps a step's failure to the result that its condition reports. */
public final class Failures {

    /**
     * SQL states of a server that is unreachable, shutting down or starting; for CockroachDB also of an unavailable
     * range or node.
     */
    private static final List<String> UNREACHABLE = List.of("08", "57P0", "58C0", "XXUUU");

    /** SQL states of a held lock, a statement timeout, a transaction to retry, too many connections. */
    private static final List<String> BUSY = List.of("55P03", "57014", "40", "533");

    private static final Pattern JAVA_CLASS =
            Pattern.compile("(java|javax|sun|org|com|fusion)\\.([a-z]\\w*\\.)+[A-Z]\\w*(: )?");

    private static final Pattern POSITION = Pattern.compile("\\s+Position: \\d+");

    private Failures() {}

    public static StepResult of(Throwable failure) {
        return switch (failure) {
            case StepException known -> known.result();
            case RefusedException refused -> of(refused.refusal(), String.valueOf(refused.getMessage()));
            case KubernetesClientException refusal -> of(refusal, "a request");
            case SQLException sql -> of(sql);
            default -> unexpected(failure);
        };
    }

    /** Whether a failure is unexpected: its stack trace belongs in the log. */
    public static boolean isUnexpected(Throwable failure) {
        return !(failure instanceof StepException
                || failure instanceof RefusedException
                || failure instanceof KubernetesClientException
                || failure instanceof SQLException);
    }

    public static StepResult unexpected(Throwable failure) {
        return new Failed(
                "UnexpectedError",
                "The operator hit an unexpected error ("
                        + failure.getClass().getSimpleName() + ": " + failure.getMessage()
                        + ") and retries. Its log has the details; please report them.");
    }

    private static StepResult of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (BUSY.stream().anyMatch(state::startsWith)) {
            return new Waiting(
                    "DatabaseBusy",
                    "The database did not complete a statement in time; the operator retries. A transaction left "
                            + "open by another session may block it: " + words(e));
        }
        return UNREACHABLE.stream().anyMatch(state::startsWith)
                ? new Waiting("DatabaseUnreachable", "The database does not respond: " + words(e))
                : new Failed("StatementFailed", refusal(words(e)));
    }

    /** For a schema statement, the message begins with the statement. */
    private static String refusal(String words) {
        return words.startsWith("The database refused") ? words : "The database refused a statement: " + words;
    }

    /** The message of a server or its driver, without class names of the driver. */
    public static String words(SQLException e) {
        String words = JAVA_CLASS.matcher(String.valueOf(e.getMessage())).replaceAll("");
        // The position within the operator's own statement does not help a reader.
        return POSITION.matcher(words).replaceAll("").strip();
    }

    private static StepResult of(KubernetesClientException e, String what) {
        String words = words(e);
        if (e.getCode() <= 0) {
            return new Waiting("ApiServerUnreachable", "The API server does not respond: " + words);
        }
        return switch (e.getCode()) {
            case 409 ->
                new Waiting(
                        "Conflict",
                        "Another writer keeps changing " + what + " at the same time; the operator retries: " + words);
            case 403 -> forbidden(e, what, words);
            case 400, 422 ->
                words.contains("denied") ? refused(what, words) : new Failed("Invalid", sentence(what, words));
            case 404 -> new Failed("NotFound", sentence(what, words));
            case 408, 429 -> busy(words);
            default -> e.getCode() >= 500 ? busy(words) : refused(what, words);
        };
    }

    private static StepResult forbidden(KubernetesClientException e, String what, String words) {
        if (words.contains("exceeded quota") || words.contains("failed quota")) {
            return new Failed(
                    "QuotaExceeded", sentence(what, words) + " Raise the quota, or request less in the spec.");
        }
        return isTerminating(e)
                ? new Waiting("NamespaceTerminating", "The namespace is being deleted: nothing can be created in it.")
                : refused(what, words);
    }

    private static boolean isTerminating(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getDetails)
                .map(details -> details.getCauses())
                .filter(causes -> causes.stream().anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason())))
                .isPresent();
    }

    private static StepResult refused(String what, String words) {
        return new Failed("Refused", sentence(what, words));
    }

    private static StepResult busy(String words) {
        return new Waiting(
                "ApiServerBusy", "The API server could not handle the request; the operator" + " retries: " + words);
    }

    private static String sentence(String what, String words) {
        return "The API server refused " + what + ": " + words + (words.endsWith(".") ? "" : ".");
    }

    /** The API server's message if there is one: the client's has URLs and repeats itself. */
    private static String words(KubernetesClientException e) {
        String message = e.getStatus() == null ? null : e.getStatus().getMessage();
        return message == null ? String.valueOf(e.getMessage()) : message;
    }
}
