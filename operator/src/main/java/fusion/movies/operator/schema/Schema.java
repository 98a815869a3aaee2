package fusion.movies.operator.schema;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.credentials.Login;
import fusion.movies.operator.database.DatabaseEndpoint;
import fusion.movies.operator.stack.Observation;
import fusion.movies.operator.stack.StepException;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.schema.DesiredSchema;
import fusion.movies.schema.SchemaReconciler;
import fusion.movies.schema.SchemaReport;
import fusion.movies.schema.Server;
import fusion.movies.schema.User;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step of the schema: database, tables, indexes, users and grants. */
public final class Schema {

    private static final Logger log = LoggerFactory.getLogger(Schema.class);

    private final PasswordChecks checks;

    public Schema(Clock clock) {
        checks = new PasswordChecks(clock);
    }

    /** The observed schema. */
    public record Checked(StepResult result) implements Observation {}

    /**
     * @param othersGone whether nothing connects as a former user of the stack any more
     */
    public Checked reconcile(MoviesStack stack, Server server, Login api, Login loader, boolean othersGone)
            throws SQLException {
        User apiUser = user(api);
        User loaderUser = user(loader);
        DesiredSchema desired = desired(stack, apiUser, loaderUser);
        SchemaReconciler reconciler = new SchemaReconciler(server);
        SchemaReport report = reconciler.reconcile(desired);
        report.applied().forEach(statement -> log.info("Ran {}", statement));
        checkPassword(stack, reconciler, api, apiUser);
        checkPassword(stack, reconciler, loader, loaderUser);
        if (othersGone && !report.leftovers().isEmpty()) {
            reconciler.dropLeftovers(desired).forEach(statement -> log.info("Ran {}", statement));
        }
        List<String> left = new ArrayList<>(report.leftUsers());
        if (othersGone && !report.previousUsers().isEmpty()) {
            left.addAll(reconciler.retire(desired));
            log.info("Retired the former users {}", report.previousUsers());
        }
        if (!report.untouched().isEmpty()) {
            return new Checked(new StepResult.Failed("SchemaDiffers", String.join(" ", report.untouched())));
        }
        return new Checked(contested(stack, api)
                .or(() -> contested(stack, loader))
                .or(() -> left(left))
                .orElseGet(() -> new StepResult.Done(
                        "SchemaUpToDate",
                        "Database '" + stack.getSpec().database().name()
                                + "' has the tables, users and grants it needs.")));
    }

    private static DesiredSchema desired(MoviesStack stack, User api, User loader) {
        try {
            return new DesiredSchema(
                    stack.getSpec().database().name(),
                    DatabaseEndpoint.of(stack).maintenanceDatabase(),
                    api,
                    loader);
        } catch (IllegalArgumentException e) {
            throw new StepException(new StepResult.Failed("UserRefused", String.valueOf(e.getMessage())));
        }
    }

    private static User user(Login login) {
        return switch (login) {
            case Login.Usable usable -> usable.user();
            case Login.Unusable unusable -> throw new StepException(unusable.problem());
        };
    }

    private void checkPassword(MoviesStack stack, SchemaReconciler reconciler, Login login, User user)
            throws SQLException {
        if (!checks.isDue(key(stack, login), user)) {
            return;
        }
        boolean wasSet =
                reconciler.ensurePassword(user, stack.getSpec().database().name());
        if (wasSet) {
            log.info("Set the password of user {}", user.name());
        }
        checks.note(key(stack, login), user, wasSet);
    }

    private Optional<StepResult> contested(MoviesStack stack, Login login) {
        return checks.isContested(key(stack, login))
                ? Optional.of(new StepResult.Hindered(
                        "PasswordContested",
                        "Something else keeps changing the password of the database user '"
                                + user(login).name() + "' of Secret '" + login.secret()
                                + "': another stack or program uses it. Name another user in the Secret."))
                : Optional.empty();
    }

    private static Optional<StepResult> left(List<String> users) {
        return users.stream()
                .findFirst()
                .map(user -> new StepResult.Hindered(
                        "UserLeft",
                        "The database user '" + user
                                + "', which the stack no longer uses, was not dropped, because it owns objects or"
                                + " has privileges outside the stack's tables."
                                + " It no longer has any of the stack's grants. Move or drop what it owns, then DROP ROLE \""
                                + user + "\"."));
    }

    private static String key(MoviesStack stack, Login login) {
        return stack.getMetadata().getUid() + "/" + login.secret();
    }
}
