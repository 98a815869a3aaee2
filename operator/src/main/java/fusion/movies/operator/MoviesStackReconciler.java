package fusion.movies.operator;

import static fusion.movies.operator.status.ConditionType.ApiReady;
import static fusion.movies.operator.status.ConditionType.BackupReady;
import static fusion.movies.operator.status.ConditionType.CertificatesReady;
import static fusion.movies.operator.status.ConditionType.DatabaseReady;
import static fusion.movies.operator.status.ConditionType.SchemaReady;
import static fusion.movies.operator.status.ConditionType.Seeded;

import fusion.movies.crd.BackupSpec;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus;
import fusion.movies.crd.MoviesStackStatus.ApiStatus;
import fusion.movies.crd.MoviesStackStatus.BackupStatus;
import fusion.movies.crd.MoviesStackStatus.SeedStatus;
import fusion.movies.operator.api.Api;
import fusion.movies.operator.backup.Backup;
import fusion.movies.operator.certificates.Certificates;
import fusion.movies.operator.credentials.Login;
import fusion.movies.operator.credentials.Logins;
import fusion.movies.operator.database.Database;
import fusion.movies.operator.database.DatabaseEndpoint;
import fusion.movies.operator.database.ExternalServer;
import fusion.movies.operator.database.ServerSession;
import fusion.movies.operator.schema.Schema;
import fusion.movies.operator.seed.Seed;
import fusion.movies.operator.stack.Failures;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.operator.status.Serving;
import fusion.movies.operator.status.StatusWriter;
import fusion.movies.operator.status.StepResults;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;
import java.util.Optional;

/**
 * Reconciles a stack step by step and writes its status. Level-triggered: no state is kept between calls, and the
 * status is never an input; each step observes the cluster and the database.
 */
@ControllerConfiguration(name = MoviesStackReconciler.NAME)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1000, intervalMultiplier = 1.5, maxInterval = 30_000)
final class MoviesStackReconciler implements Reconciler<MoviesStack> {

    /** Also the field manager of server-side apply. */
    static final String NAME = "movies-operator";

    private final Certificates certificates;
    private final Database database;
    private final ExternalServer externalServer;
    private final Schema schema;
    private final Api api;
    private final Seed seed;
    private final Backup backup;
    private final StatusWriter writer;
    private final NextLook nextLook;

    MoviesStackReconciler(
            Certificates certificates,
            Database database,
            ExternalServer externalServer,
            Schema schema,
            Api api,
            Seed seed,
            Backup backup,
            StatusWriter writer,
            NextLook nextLook) {
        this.certificates = certificates;
        this.database = database;
        this.externalServer = externalServer;
        this.schema = schema;
        this.api = api;
        this.seed = seed;
        this.backup = backup;
        this.writer = writer;
        this.nextLook = nextLook;
    }

    @Override
    public List<EventSource<?, MoviesStack>> prepareEventSources(EventSourceContext<MoviesStack> context) {
        return EventSources.of(context);
    }

    @Override
    public UpdateControl<MoviesStack> reconcile(MoviesStack stack, Context<MoviesStack> context) {
        try {
            return reconcileAll(stack, context);
        } catch (Error e) {
            // JOSDK handles exceptions only: after an Error it would never reconcile this stack again.
            throw new IllegalStateException(e.toString(), e);
        }
    }

    private UpdateControl<MoviesStack> reconcileAll(MoviesStack stack, Context<MoviesStack> context) {
        StepResults results = new StepResults();
        if (stack.getSpec().paused()) {
            write(stack, writer.with(stack, writer.conditions(stack).paused()), results, context);
            return UpdateControl.noUpdate();
        }
        if (stack.getStatus() == null) {
            // The first step may take long; until it ends, the stack must not look finished.
            write(stack, writer.with(stack, writer.conditions(stack).begun()), results, context);
        }
        MoviesStackStatus status = steps(stack, new StackObjects(stack, context), results);
        write(stack, status, results, context);
        return UpdateControl.<MoviesStack>noUpdate().rescheduleAfter(nextLook.after(status));
    }

    /** The last resort: errors that no step turned into a condition, such as a status that the API server refuses. */
    @Override
    public ErrorStatusUpdateControl<MoviesStack> updateErrorStatus(
            MoviesStack stack, Context<MoviesStack> context, Exception failure) {
        return ErrorStatusUpdateControl.patchStatus(StatusWriter.patch(
                stack, writer.with(stack, writer.conditions(stack).failed(Failures.of(failure)))));
    }

    /** Runs the steps, each as far as its prerequisites allow. */
    private MoviesStackStatus steps(MoviesStack stack, StackObjects objects, StepResults results) {
        Optional<Database.Observed> observed = database(stack, objects, results);
        // Null if no server responds.
        try (ServerSession server = observed.flatMap(Database.Observed::server).orElse(null)) {
            return steps(stack, observed, Optional.ofNullable(server), objects, results);
        }
    }

    private MoviesStackStatus steps(
            MoviesStack stack,
            Optional<Database.Observed> observed,
            Optional<ServerSession> server,
            StackObjects objects,
            StepResults results) {
        Login login = Logins.api(stack, objects);
        // The API is deployed while the database starts: it waits for the database itself.
        Optional<Api.Observed> served = results.take(ApiReady, () -> api.reconcile(stack, login, objects));
        Optional<Seed.Observed> movies = movies(stack, server, login, served, objects, results);
        if (served.filter(api -> api.result() instanceof StepResult.Waiting).isPresent()
                && movies.filter(seeded -> seeded.status().isEmpty()).isPresent()
                && stack.getSpec().seed().enabled()) {
            // If the stack seeds, its pods are not ready before the first load.
            results.waitFor(ApiReady, Seeded);
        }
        Optional<BackupStatus> backedUp = backUp(stack, objects, results);
        Optional<MoviesStackStatus> before = Optional.ofNullable(stack.getStatus());
        // What could not be observed keeps its last known state.
        Optional<SeedStatus> seedStatus =
                movies.map(Seed.Observed::status).orElseGet(() -> before.map(MoviesStackStatus::seed));
        Optional<ApiStatus> apiStatus = served.map(Api.Observed::status);
        Serving serving =
                new Serving(apiStatus, seedStatus, stack.getSpec().seed().enabled());
        return new MoviesStackStatus(
                stack.getMetadata().getGeneration(),
                writer.conditions(stack).of(results, serving),
                observed.map(Database.Observed::status)
                        .or(() -> before.map(MoviesStackStatus::database))
                        .orElse(null),
                apiStatus.or(() -> before.map(MoviesStackStatus::api)).orElse(null),
                seedStatus.orElse(null),
                backedUp.orElse(null));
    }

    private Optional<Database.Observed> database(MoviesStack stack, StackObjects objects, StepResults results) {
        return switch (DatabaseEndpoint.of(stack)) {
            case DatabaseEndpoint.External external -> {
                results.note(
                        CertificatesReady,
                        new StepResult.Done("External", "An external server has its own certificates."));
                yield results.take(
                        DatabaseReady,
                        () -> externalServer.observe(
                                external, stack.getSpec().database().name(), objects));
            }
            case DatabaseEndpoint.OwnNodes own -> {
                Optional<Certificates.Issued> issued =
                        results.take(CertificatesReady, () -> certificates.reconcile(stack, objects));
                if (issued.isEmpty()) {
                    results.waitFor(DatabaseReady, CertificatesReady);
                }
                yield issued.flatMap(certificate ->
                        results.take(DatabaseReady, () -> database.reconcile(stack, certificate, objects)));
            }
        };
    }

    private Optional<Seed.Observed> movies(
            MoviesStack stack,
            Optional<ServerSession> server,
            Login login,
            Optional<Api.Observed> served,
            StackObjects objects,
            StepResults results) {
        if (server.isEmpty()) {
            results.waitFor(SchemaReady, DatabaseReady);
            results.waitFor(Seeded, DatabaseReady);
            return Optional.empty();
        }
        Login loader = Logins.loader(stack, objects);
        boolean othersGone = served.map(Api.Observed::rolledOut).orElse(false);
        results.take(SchemaReady, () -> schema.reconcile(stack, server.get(), login, loader, othersGone));
        if (!results.works(SchemaReady)) {
            results.waitFor(Seeded, SchemaReady);
            return Optional.empty();
        }
        return results.take(Seeded, () -> seed.reconcile(stack, server.get(), objects));
    }

    /** @return the last known backup; empty if the spec requests none */
    private Optional<BackupStatus> backUp(MoviesStack stack, StackObjects objects, StepResults results) {
        BackupSpec spec = stack.getSpec().backup();
        if (spec == null) {
            backup.remove(stack, objects);
            return Optional.empty();
        }
        Optional<BackupStatus> before = Optional.ofNullable(stack.getStatus()).map(MoviesStackStatus::backup);
        return results.take(BackupReady, () -> backup.reconcile(stack, spec, before, objects))
                .flatMap(Backup.Observed::status)
                .or(() -> before);
    }

    private void write(MoviesStack stack, MoviesStackStatus status, StepResults results, Context<MoviesStack> context) {
        writer.write(stack, status, results, context);
    }
}
