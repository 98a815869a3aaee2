package fusion.movies.operator.schema;

import fusion.movies.crd.ExternalDatabase;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.schema.DesiredSchema;
import fusion.movies.schema.SchemaReconciler;
import fusion.movies.schema.SchemaReport;
import fusion.movies.schema.Server;
import fusion.movies.schema.User;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Third step: database, tables, indexes, users and grants. */
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

    /**
     * @param othersGone whether nothing connects as a former user of the stack any more
     */
    public StepResult reconcile(MoviesStack stack, Server server, Login api, Login loader, boolean othersGone) {
        if (api.problem() != null) {
            return api.problem();
        }
        String database = stack.getSpec().database().name();
        try {
            ExternalDatabase external = stack.getSpec().database().external();
            DesiredSchema desired = external == null
                    ? new DesiredSchema(database, api.user(), loader.user())
                    : new DesiredSchema(database, external.maintenanceDatabase(), api.user(), loader.user());
            SchemaReconciler reconciler = new SchemaReconciler(server);
            SchemaReport report = reconciler.reconcile(desired);
            report.applied()
                    .forEach(statement -> log.info("{}: {}", stack.getMetadata().getName(), statement));
            checkPassword(stack, reconciler, "api", api.user(), database);
            checkPassword(stack, reconciler, "loader", loader.user(), database);
            if (othersGone && !report.leftovers().isEmpty()) {
                reconciler
                        .dropLeftovers(desired)
                        .forEach(statement ->
                                log.info("{}: {}", stack.getMetadata().getName(), statement));
            }
            if (othersGone && !report.previousUsers().isEmpty()) {
                log.info("{}: ended users {}", stack.getMetadata().getName(), reconciler.retire(desired));
            }
            return report.untouched().isEmpty()
                    ? StepResult.done(
                            "SchemaUpToDate", "Database '" + database + "' has the tables, users and grants it needs.")
                    : StepResult.failed("SchemaDiffers", String.join(" ", report.untouched()));
        } catch (IllegalArgumentException e) {
            return StepResult.failed("UserRefused", e.getMessage());
        } catch (SQLException e) {
            return StepResult.failed(
                    "StatementFailed", "The database refused a step to the desired schema: " + e.getMessage());
        }
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
            log.info("{}: set the password of user {}", stack.getMetadata().getName(), user.name());
        }
        checks.put(key, new PasswordCheck(user, now));
    }
}
