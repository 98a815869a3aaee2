package fusion.movies.operator;

import static fusion.movies.operator.status.ConditionType.ApiReady;
import static fusion.movies.operator.status.ConditionType.CertificatesReady;
import static fusion.movies.operator.status.ConditionType.DatabaseReady;
import static fusion.movies.operator.status.ConditionType.SchemaReady;
import static fusion.movies.operator.status.ConditionType.Seeded;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus;
import fusion.movies.operator.api.Api;
import fusion.movies.operator.certificates.Certificates;
import fusion.movies.operator.database.Database;
import fusion.movies.operator.database.ExternalServer;
import fusion.movies.operator.schema.Login;
import fusion.movies.operator.schema.Logins;
import fusion.movies.operator.schema.Schema;
import fusion.movies.operator.seed.Seed;
import fusion.movies.operator.stack.StackObject;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.status.Conditions;
import fusion.movies.operator.status.Steps;
import fusion.movies.operator.status.TransitionEvents;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Brings a stack, step by step, to what its spec asks for, and writes its status. Nothing is remembered between calls, and
 * nothing is decided by the status: each step looks at the cluster and at the database.
 */
@ControllerConfiguration(name = MoviesStackReconciler.NAME)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 30_000)
final class MoviesStackReconciler implements Reconciler<MoviesStack> {

    /** Also the name under which objects are applied. */
    static final String NAME = "movies-operator";

    /** Drift in the database raises no event. */
    private static final Duration SCHEMA_CHECK = Duration.ofSeconds(20);

    private static final Duration PROGRESS_CHECK = Duration.ofSeconds(2);

    private final Certificates certificates;
    private final Database database;
    private final ExternalServer externalServer;
    private final Logins logins;
    private final Schema schema;
    private final Api api;
    private final Seed seed;
    private final TransitionEvents events;
    private final Clock clock;

    MoviesStackReconciler(
            Certificates certificates,
            Database database,
            ExternalServer externalServer,
            Logins logins,
            Schema schema,
            Api api,
            Seed seed,
            TransitionEvents events,
            Clock clock) {
        this.certificates = certificates;
        this.database = database;
        this.externalServer = externalServer;
        this.logins = logins;
        this.schema = schema;
        this.api = api;
        this.seed = seed;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, MoviesStack>> prepareEventSources(EventSourceContext<MoviesStack> context) {
        List<StackObject<?>> objects = new ArrayList<>(database.objects());
        objects.addAll(api.objects());
        var secrets = new ArrayList<>(certificates.secrets());
        secrets.addAll(logins.secrets());
        return EventSources.of(context, objects, secrets);
    }

    @Override
    public UpdateControl<MoviesStack> reconcile(MoviesStack stack, Context<MoviesStack> context) {
        if (stack.getSpec().paused()) {
            return paused(stack, context);
        }
        Steps steps = new Steps(stack.getMetadata().getName());
        Database.Observed observed = database(stack, context, steps);
        Login login = logins.api(stack, context);
        // The API starts while the database does: it waits for the database by itself, and nobody waits for it.
        Api.Observed served = api(stack, login, context, steps);
        Seed.Observed films = films(stack, observed, login, served, context, steps);
        MoviesStackStatus status = new MoviesStackStatus(
                stack.getMetadata().getGeneration(),
                Conditions.of(
                        steps.inOrder(),
                        films != null && films.everLoaded(),
                        conditions(stack),
                        stack.getMetadata().getGeneration(),
                        clock.instant()),
                observed == null ? null : observed.status(),
                served == null ? null : served.status(),
                films == null ? null : films.status());
        return write(stack, status, steps, context).rescheduleAfter(next(steps));
    }

    private Database.Observed database(MoviesStack stack, Context<MoviesStack> context, Steps steps) {
        if (stack.getSpec().database().external() != null) {
            steps.take(
                    CertificatesReady,
                    () -> StepResult.done("External", "An external server has certificates of its own."),
                    result -> result);
            return steps.take(DatabaseReady, () -> externalServer.observe(stack), Database.Observed::result);
        }
        Certificates.Issued issued = steps.take(
                CertificatesReady, () -> certificates.reconcile(stack, context), Certificates.Issued::result);
        if (issued == null) {
            steps.waitFor(DatabaseReady, CertificatesReady);
            return null;
        }
        return steps.take(DatabaseReady, () -> database.reconcile(stack, issued, context), Database.Observed::result);
    }

    private Api.Observed api(MoviesStack stack, Login login, Context<MoviesStack> context, Steps steps) {
        return steps.take(ApiReady, () -> api.reconcile(stack, login, context), Api.Observed::result);
    }

    private Seed.Observed films(
            MoviesStack stack,
            Database.Observed observed,
            Login login,
            Api.Observed served,
            Context<MoviesStack> context,
            Steps steps) {
        if (observed == null || observed.server() == null) {
            steps.waitFor(SchemaReady, DatabaseReady);
            steps.waitFor(Seeded, DatabaseReady);
            return null;
        }
        StepResult schemaResult = steps.take(
                SchemaReady,
                () -> schema.reconcile(
                        stack,
                        observed.server(),
                        login,
                        logins.loader(stack, context),
                        served != null && served.rolledOut()),
                result -> result);
        if (schemaResult == null || !schemaResult.isDone()) {
            steps.waitFor(Seeded, SchemaReady);
            return null;
        }
        return steps.take(Seeded, () -> seed.reconcile(stack, observed.server(), context), Seed.Observed::result);
    }

    private UpdateControl<MoviesStack> paused(MoviesStack stack, Context<MoviesStack> context) {
        MoviesStackStatus before = stack.getStatus();
        MoviesStackStatus status = new MoviesStackStatus(
                stack.getMetadata().getGeneration(),
                Conditions.paused(conditions(stack), stack.getMetadata().getGeneration(), clock.instant()),
                before == null ? null : before.database(),
                before == null ? null : before.api(),
                before == null ? null : before.seed());
        return write(stack, status, new Steps(stack.getMetadata().getName()), context);
    }

    private UpdateControl<MoviesStack> write(
            MoviesStack stack, MoviesStackStatus status, Steps steps, Context<MoviesStack> context) {
        if (status.equals(stack.getStatus())) {
            return UpdateControl.noUpdate();
        }
        events.record(stack, conditions(stack), status.conditions(), steps.inOrder(), clock.instant());
        // A fresh object: a server-side apply would take the spec for ours, too.
        MoviesStack patch = new MoviesStack();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(stack.getMetadata().getName())
                .withNamespace(stack.getMetadata().getNamespace())
                .build());
        patch.setSpec(null);
        patch.setStatus(status);
        // Kept in the cache at once: the next round must not see the old status, and tell its transitions a second
        // time.
        PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(stack, patch, context);
        return UpdateControl.noUpdate();
    }

    private static List<Condition> conditions(MoviesStack stack) {
        return stack.getStatus() == null ? List.of() : stack.getStatus().conditions();
    }

    private static Duration next(Steps steps) {
        boolean waits = steps.inOrder().values().stream().anyMatch(result -> !result.isDone());
        if (waits) {
            return PROGRESS_CHECK;
        }
        // Stacks that came up together must not ask their databases together for ever.
        double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofMillis(Math.round(SCHEMA_CHECK.toMillis() * jitter));
    }
}
