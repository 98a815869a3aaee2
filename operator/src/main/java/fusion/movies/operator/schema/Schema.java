package fusion.movies.operator.schema;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.credentials.Login;
import fusion.movies.operator.database.DatabaseEndpoint;
import fusion.movies.operator.database.DatabaseServer;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.StepException;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.schema.DesiredSchema;
import fusion.movies.schema.SchemaReconciler;
import fusion.movies.schema.SchemaReport;
import fusion.movies.schema.User;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Database, tables, indexes, users and grants. */
public final class Schema {

    private static final Logger log = LoggerFactory.getLogger(Schema.class);
    /** Whether a password is right is known by logging in alone, which is costly for both sides: not in every round. */
    private static final Duration PASSWORD_CHECK = Duration.ofMinutes(5);

    private record PasswordCheck(User user, Instant at) {}

    private final Clock clock;
    /** By stack and purpose. Only saves work: an empty map is always right. */
    private final Map<String, PasswordCheck> checks = new ConcurrentHashMap<>();

    public Schema(Clock clock) {
        this.clock = clock;
    }

    /** What was found of the schema. */
    public record Checked(StepResult result) implements Observation {}

    /**
     * @param othersGone whether nothing connects as a former user of the stack any more
     */
    public Checked reconcile(MoviesStack stack, DatabaseServer server, Login api, Login loader, boolean othersGone)
            throws SQLException {
        String database = stack.getSpec().database().name();
        User apiUser = user(api);
        User loaderUser = user(loader);
        DesiredSchema desired = desired(stack, apiUser, loaderUser);
        SchemaReconciler reconciler = new SchemaReconciler(server);
        SchemaReport report = reconciler.reconcile(desired);
        report.applied().forEach(statement -> log.info("Ran {}", statement));
        checkPassword(stack, reconciler, "api", apiUser, database);
        checkPassword(stack, reconciler, "loader", loaderUser, database);
        if (othersGone && !report.leftovers().isEmpty()) {
            reconciler.dropLeftovers(desired).forEach(statement -> log.info("Ran {}", statement));
        }
        if (othersGone && !report.previousUsers().isEmpty()) {
            log.info("Ended users {}", reconciler.retire(desired));
        }
        return new Checked(
                report.untouched().isEmpty()
                        ? new StepResult.Done(
                                "SchemaUpToDate",
                                "Database '" + database + "' has the tables, users and grants it needs.")
                        : new StepResult.Failed("SchemaDiffers", String.join(" ", report.untouched())));
    }

    private static DesiredSchema desired(MoviesStack stack, User api, User loader) {
        try {
            return new DesiredSchema(
                    stack.getSpec().database().name(),
                    DatabaseEndpoint.of(stack).maintenanceDatabase(),
                    api,
                    loader);
        } catch (IllegalArgumentException e) {
            throw new StepException(new StepResult.Failed("UserRefused", e.getMessage()));
        }
    }

    private static User user(Login login) {
        return switch (login) {
            case Login.Usable usable -> usable.user();
            case Login.Unusable unusable -> throw new StepException(unusable.problem());
        };
    }

    private void checkPassword(
            MoviesStack stack, SchemaReconciler reconciler, String purpose, User user, String database)
            throws SQLException {
        String key = stack.getMetadata().getUid() + "/" + purpose;
        PasswordCheck last = checks.get(key);
        Instant now = clock.instant();
        if (last != null
                && last.user().equals(user)
                && last.at().plus(PASSWORD_CHECK).isAfter(now)) {
            return;
        }
        if (reconciler.ensurePassword(user, database)) {
            log.info("Set the password of user {}", user.name());
        }
        checks.put(key, new PasswordCheck(user, now));
    }
}
