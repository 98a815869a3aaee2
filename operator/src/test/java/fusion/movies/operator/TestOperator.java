package fusion.movies.operator;

import fusion.movies.operator.api.Api;
import fusion.movies.operator.backup.Backup;
import fusion.movies.operator.backup.LastBackup;
import fusion.movies.operator.certificates.CertificateExpiry;
import fusion.movies.operator.certificates.Certificates;
import fusion.movies.operator.database.Database;
import fusion.movies.operator.database.ExternalServer;
import fusion.movies.operator.harness.BreakableClocks;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.schema.Schema;
import fusion.movies.operator.seed.Seed;
import fusion.movies.operator.status.StatusWriter;
import fusion.movies.operator.status.TransitionEvents;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The operator as {@link Main} sets it up, in the tests' JVM. */
public final class TestOperator {

    public static final String API_IMAGE = "movies-fusion/movies-api:test";
    public static final String DATABASE_IMAGE = "cockroachdb/cockroach:test";

    private static final String CLUSTER_DOMAIN = "cluster.local";
    private static final String NAMESPACE = "movies-system";

    private TestOperator() {}

    /**
     * @param addresses addresses of each stack's database, as seen from here
     * @param clocks clocks of the collaborators
     * @param metrics notified of each reconciliation
     * @param registry registry of the operator's own meters
     */
    public static Operator start(
            KubernetesClient client,
            NodeAddresses addresses,
            BreakableClocks clocks,
            Metrics metrics,
            MeterRegistry registry) {
        return start(client, Set.of(), addresses, clocks, metrics, registry);
    }

    /**
     * @param namespaces namespaces to watch; empty: all
     */
    public static Operator start(
            KubernetesClient client,
            Set<String> namespaces,
            NodeAddresses addresses,
            BreakableClocks clocks,
            Metrics metrics,
            MeterRegistry registry) {
        CertificateExpiry expiry = new CertificateExpiry(registry);
        LastBackup lastBackup = new LastBackup(registry);
        Operator operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withMetrics(new AggregatedMetrics(List.of(metrics, expiry, lastBackup)))
                .withPreviousAnnotationForDependentResources(false));
        operator.register(reconciler(client, addresses, clocks, expiry, lastBackup), Main.watching(namespaces));
        operator.start();
        return operator;
    }

    static MoviesStackReconciler reconciler(
            KubernetesClient client,
            NodeAddresses addresses,
            BreakableClocks clocks,
            CertificateExpiry expiry,
            LastBackup lastBackup) {
        Api api = new Api(API_IMAGE);
        return new MoviesStackReconciler(
                new Certificates(CLUSTER_DOMAIN, addresses, clocks.of("certificates"), expiry),
                new Database(DATABASE_IMAGE, CLUSTER_DOMAIN, NAMESPACE, addresses, clocks.of("database")),
                new ExternalServer(),
                new Schema(clocks.of("schema")),
                api,
                new Seed(api, clocks.of("seed")),
                new Backup(api, clocks.of("backup"), lastBackup),
                new StatusWriter(new TransitionEvents(client), Clock.systemUTC()),
                new NextLook(clocks.of("next look")));
    }
}
