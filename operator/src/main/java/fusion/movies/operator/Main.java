package fusion.movies.operator;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.api.Api;
import fusion.movies.operator.backup.Backup;
import fusion.movies.operator.backup.LastBackup;
import fusion.movies.operator.certificates.CertificateExpiry;
import fusion.movies.operator.certificates.Certificates;
import fusion.movies.operator.database.Database;
import fusion.movies.operator.database.ExternalServer;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.schema.Schema;
import fusion.movies.operator.seed.Seed;
import fusion.movies.operator.stack.SharedFieldsReader;
import fusion.movies.operator.status.StatusWriter;
import fusion.movies.operator.status.TransitionEvents;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the operator: in the cluster, or from an IDE against KUBECONFIG. */
public final class Main {

    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private static final Duration TERMINATION = Duration.ofSeconds(10);

    /** A standby takes over this long after the leader last renewed its lease. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final Duration RENEWAL_DEADLINE = Duration.ofSeconds(7);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** By default the client retries a failing request for more than a minute, during which no condition reports it. */
    private static final int REQUEST_RETRIES = 3;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        OperatorSettings settings = OperatorSettings.from(System.getenv());
        KubernetesClient client = client();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CertificateExpiry expiry = new CertificateExpiry(registry);
        LastBackup lastBackup = new LastBackup(registry);
        Metrics metrics = new AggregatedMetrics(
                List.of(MicrometerMetrics.withoutPerResourceMetrics(registry), expiry, lastBackup));
        Operator operator = new Operator(configuration -> configure(configuration, client, settings, metrics));
        operator.register(reconciler(client, settings, expiry, lastBackup), watching(settings.watchNamespaces()));
        operator.installShutdownHook(TERMINATION);
        Health.serve(() -> Health.isReady(operator), registry::scrape, settings.healthPort());
        try {
            operator.start();
        } catch (RuntimeException e) {
            // Otherwise the probe server would keep a process alive and healthy that does no work.
            log.error("The operator did not start and exits, to be restarted", e);
            System.exit(1);
        }
    }

    private static KubernetesClient client() {
        Config config = Config.autoConfigure(null);
        config.setRequestRetryBackoffLimit(REQUEST_RETRIES);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(SharedFieldsReader.serialization())
                .build();
    }

    private static void configure(
            ConfigurationServiceOverrider configuration,
            KubernetesClient client,
            OperatorSettings settings,
            Metrics metrics) {
        configuration
                .withKubernetesClient(client)
                .withMetrics(metrics)
                .withReconciliationTerminationTimeout(TERMINATION)
                // The annotation would cost a second write to every object; own events are recognized by their
                // resourceVersion.
                .withPreviousAnnotationForDependentResources(false);
        if (settings.leaseNamespace() != null) {
            configuration.withLeaderElectionConfiguration(new LeaderElectionConfiguration(
                    MoviesStackReconciler.NAME, settings.leaseNamespace(), LEASE, RENEWAL_DEADLINE, RETRY));
        }
    }

    /**
     * @param namespaces to watch; empty: all
     */
    static Consumer<ControllerConfigurationOverrider<MoviesStack>> watching(Set<String> namespaces) {
        return controller -> {
            if (!namespaces.isEmpty()) {
                controller.settingNamespaces(namespaces);
            }
        };
    }

    private static MoviesStackReconciler reconciler(
            KubernetesClient client, OperatorSettings settings, CertificateExpiry expiry, LastBackup lastBackup) {
        Clock clock = Clock.systemUTC();
        NodeAddresses addresses =
                settings.inCluster() ? NodeAddresses.byService() : NodeAddresses.byForwardedPort(client);
        Api api = new Api(settings.apiImage());
        return new MoviesStackReconciler(
                new Certificates(settings.clusterDomain(), addresses, clock, expiry),
                new Database(
                        settings.databaseImage(),
                        settings.clusterDomain(),
                        settings.operatorNamespace(),
                        addresses,
                        clock),
                new ExternalServer(),
                new Schema(clock),
                api,
                new Seed(api, clock),
                new Backup(api, clock, lastBackup),
                new StatusWriter(new TransitionEvents(client), clock),
                new NextLook(clock));
    }
}
