package fusion.movies.operator.harness;

import static org.awaitility.Awaitility.await;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.TestOperator;
import fusion.movies.operator.nodes.NodeAddresses;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The environment of the reconciler's tests, once per JVM: an API server with the objects of {@code install/}, a PostgreSQL, and the operator with the permissions of its service account. Each test creates its own {@link TestStack}.
 */
public final class Harness implements AutoCloseable {

    private static final Path INSTALL = Path.of("../install/movies-operator.yaml");
    private static final String OPERATOR_NAMESPACE = "movies-system";
    private static final String OPERATOR = "movies-operator";

    private final ControlPlane controlPlane;
    private final Postgres postgres;
    private final KubernetesClient administrator;
    private final Faults faults = new Faults();
    private final BreakableClocks clocks = new BreakableClocks();
    private final Rounds rounds = new Rounds();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, DatabaseNode> nodes = new ConcurrentHashMap<>();
    private final AtomicInteger stacks = new AtomicInteger();
    /** Held as long as a stack exists. Fair, so that a test that needs the cluster alone gets it. */
    private final ReadWriteLock cluster = new ReentrantReadWriteLock(true);

    private final Operator operator;

    private Harness(ControlPlane controlPlane, Postgres postgres) {
        this.controlPlane = controlPlane;
        this.postgres = postgres;
        administrator = controlPlane.administrator();
        install();
        operator = TestOperator.start(
                controlPlane.serviceAccount(OPERATOR_NAMESPACE, OPERATOR, faults), addresses(), clocks, rounds, meters);
    }

    private NodeAddresses addresses() {
        return new NodeAddresses() {

            @Override
            public Address sql(StackNames stack) {
                return new Address("localhost", nodes.get(stack.stack()).port());
            }

            @Override
            public Address sql(StackNames stack, int ordinal) {
                return sql(stack);
            }

            @Override
            public Address http(StackNames stack, int ordinal) {
                return new Address("localhost", nodes.get(stack.stack()).httpPort());
            }
        };
    }

    static Harness start(ControlPlaneBinaries binaries) {
        // Each takes seconds to start.
        CompletableFuture<Postgres> postgres = CompletableFuture.supplyAsync(Postgres::start);
        return new Harness(ControlPlane.start(binaries, "tests"), postgres.join());
    }

    /** All except the Deployment, which would run this operator. */
    private void install() {
        try (InputStream file = Files.newInputStream(INSTALL);
                InputStream certManager = Harness.class.getResourceAsStream("/certificates.cert-manager.io.yaml")) {
            administrator.load(certManager).serverSideApply();
            List<HasMetadata> objects = administrator.load(file).items();
            objects.stream()
                    .filter(object -> !object.getKind().equals("Deployment"))
                    .forEach(object -> administrator.resource(object).serverSideApply());
            await("the API server to serve MoviesStacks")
                    .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                    .until(() -> administrator
                                    .resources(MoviesStack.class)
                                    .inAnyNamespace()
                                    .list()
                            != null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A namespace with only the default service account, and the name of a stack to create in it. */
    public TestStack newStack() {
        return newStack(cluster.readLock());
    }

    /** The same while there is no other stack: for faults and objects that every stack would see. */
    public TestStack newStackAlone() {
        return newStack(cluster.writeLock());
    }

    private TestStack newStack(Lock lock) {
        lock.lock();
        try {
            return TestStack.create(this, "s%04d".formatted(stacks.incrementAndGet()), lock);
        } catch (RuntimeException | Error e) {
            lock.unlock();
            throw e;
        }
    }

    public KubernetesClient administrator() {
        return administrator;
    }

    /** The operator's own meters, in Prometheus' format. */
    public String metrics() {
        return meters.scrape();
    }

    public Faults faults() {
        return faults;
    }

    /** The requests of the operator so far. */
    public List<Audit.Request> requests() {
        return controlPlane.audit().of("system:serviceaccount:" + OPERATOR_NAMESPACE + ":" + OPERATOR);
    }

    /** Number of stacks that the tests have created so far. */
    public int stacksMade() {
        return stacks.get();
    }

    /** A client with the operator's permissions. */
    public KubernetesClient operatorsClient() {
        return controlPlane.serviceAccount(OPERATOR_NAMESPACE, OPERATOR, faults);
    }

    public BreakableClocks clocks() {
        return clocks;
    }

    Postgres postgres() {
        return postgres;
    }

    void serve(String stack, DatabaseNode node) {
        nodes.put(stack, node);
    }

    int roundsBegun(ResourceID stack) {
        return rounds.begun(stack);
    }

    int roundsEnded(ResourceID stack) {
        return rounds.ended(stack);
    }

    @Override
    public void close() throws IOException {
        operator.stop();
        for (DatabaseNode node : nodes.values()) {
            node.close();
        }
        faults.close();
        administrator.close();
        controlPlane.close();
        postgres.close();
    }
}
