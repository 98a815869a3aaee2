package fusion.movies.operator.harness;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.certificates.TestCertificates;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/**
 * A stack in its own namespace, as its user sees it: written as YAML, read from its status. Its name is unique, too,
 * because all stacks share one PostgreSQL; {@link #told} returns messages as if it were {@code movies} in
 * {@code default}.
 */
public final class TestStack implements AutoCloseable {

    static final long LIMIT_SECONDS = Long.getLong("harness.limit", 20);

    private static final String FIELD_MANAGER = "user";

    private final Harness harness;
    private final String name;
    private final Lock lock;
    private final DatabaseNode node;
    private final TestCertificates externalCertificates = TestCertificates.create();
    private final List<HasMetadata> clusterWide = new ArrayList<>();

    private TestStack(Harness harness, String name, Lock lock) {
        this.harness = harness;
        this.name = name;
        this.lock = lock;
        node = new DatabaseNode(this::nodeCertificates, harness.postgres().port(), Postgres.maintenanceDatabase(name));
    }

    /** @param lock released when the stack is closed, which its own thread must do */
    static TestStack create(Harness harness, String name, Lock lock) {
        TestStack stack = new TestStack(harness, name, lock);
        harness.serve(name, stack.node);
        harness.postgres().createMaintenanceDatabase(name);
        stack.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(stack.namespace())
                        .endMetadata()
                        .build())
                .create();
        stack.create(new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("default")
                .endMetadata()
                .build());
        return stack;
    }

    public String name() {
        return name;
    }

    public String namespace() {
        return "ns-" + name;
    }

    public KubernetesClient client() {
        return harness.administrator();
    }

    public DatabaseNode node() {
        return node;
    }

    /** {@code kubectl apply --server-side}. The database is named after the stack unless the spec names it. */
    public MoviesStack apply(String spec) {
        return apply(fields(spec));
    }

    @SuppressWarnings("unchecked")
    private MoviesStack apply(Map<String, Object> spec) {
        Map<String, Object> database =
                (Map<String, Object>) spec.computeIfAbsent("database", any -> new LinkedHashMap<String, Object>());
        database.putIfAbsent("name", name);
        GenericKubernetesResource resource = new GenericKubernetesResourceBuilder()
                .withApiVersion("movies.fusion/v1alpha1")
                .withKind("MoviesStack")
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace())
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build();
        client().resource(resource)
                .fieldValidation(Validation.STRICT)
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
        return get();
    }

    /** Creates an object that is not the operator's, in the stack's namespace. */
    public <T extends HasMetadata> T create(T object) {
        object.getMetadata().setNamespace(namespace());
        return client().resource(object).create();
    }

    public Secret secret(String secret, Map<String, String> texts) {
        return create(new SecretBuilder()
                .withNewMetadata()
                .withName(secret)
                .endMetadata()
                .withStringData(texts)
                .build());
    }

    public boolean exists(Class<? extends HasMetadata> type, String object) {
        return client().resources(type)
                        .inNamespace(namespace())
                        .withName(object)
                        .get()
                != null;
    }

    /** Deletes an object. The operator's informer receives it at the same time as the watch here. */
    public <T extends HasMetadata> void deleteAndSeeItGone(Resource<T> object) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        try (Watch _ = object.watch(new Watcher<>() {

            @Override
            public void eventReceived(Action action, T resource) {
                if (action == Action.DELETED) {
                    gone.complete(null);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                gone.completeExceptionally(cause);
            }
        })) {
            object.delete();
            gone.orTimeout(1, TimeUnit.SECONDS).join();
        }
    }

    /** Replaces the content of a user's Secret. */
    public void changeSecret(String secret, Map<String, String> texts) {
        Secret present =
                client().secrets().inNamespace(namespace()).withName(secret).get();
        client().resource(new SecretBuilder(present)
                        .withData(null)
                        .withStringData(texts)
                        .build())
                .update();
    }

    /** From now on this request of the operator fails for objects of this namespace. */
    public void fails(Faults.Call call, Faults.Fault fault) {
        harness.faults().set(this, call, fault);
    }

    /** Runs SQL in the stack's database as the server's administrator. */
    public Connection database() throws SQLException {
        return database(name);
    }

    /** Changes what the cluster reports about itself in {@code crdb_internal}. */
    public void cluster(String... statements) {
        for (String statement : statements) {
            harness.postgres().execute(Postgres.maintenanceDatabase(name), statement);
        }
    }

    /** The node of a pod joins the cluster, live and active. */
    public void joins(int ordinal) {
        cluster(
                "INSERT INTO crdb_internal.kv_node_liveness VALUES (%d, false, 'active') ON CONFLICT DO NOTHING"
                        .formatted(ordinal + 1),
                "INSERT INTO crdb_internal.gossip_nodes VALUES (%d, '%s-db-%d.%s-db.%s.svc.cluster.local:26257', true) ON CONFLICT DO NOTHING"
                        .formatted(ordinal + 1, name, ordinal, name, namespace()));
    }

    /** Sets the version of the data and of the nodes' binary. */
    public void versions(String active, String executable) {
        cluster("INSERT INTO crdb_internal.cluster_settings VALUES ('version', '%s'), ('executable', '%s')"
                .formatted(active, executable));
    }

    public void membership(int ordinal, String membership) {
        cluster("UPDATE crdb_internal.kv_node_liveness SET membership = '%s' WHERE node_id = %d"
                .formatted(membership, ordinal + 1));
    }

    public Connection database(String database) throws SQLException {
        return harness.postgres().connect(database);
    }

    public TestCertificates externalCertificates() {
        return externalCertificates;
    }

    /** Creates a cluster-scoped object that is deleted with the stack. */
    public void createForCluster(HasMetadata object) {
        clusterWide.add(client().resource(object).create());
    }

    public MoviesStack get() {
        return resource().get();
    }

    /** The stack as a generic resource, without this repository's model. */
    public GenericKubernetesResource asServed() {
        return client().genericKubernetesResources("movies.fusion/v1alpha1", "MoviesStack")
                .inNamespace(namespace())
                .withName(name)
                .get();
    }

    public MoviesStack await(Predicate<MoviesStack> met) {
        return resource()
                .waitUntilCondition(stack -> stack != null && met.test(stack), LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until an assertion holds; fails with its message. */
    public void awaitAsserted(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }

    /** Waits until a condition has this reason. */
    public Condition awaitCondition(String type, String reason) {
        try {
            await(stack -> find(stack, type)
                    .filter(found -> reason.equals(found.getReason()))
                    .isPresent());
        } catch (KubernetesClientTimeoutException e) {
            throw new AssertionError(
                    "%s did not become %s. It says:%n%s"
                            .formatted(
                                    type,
                                    reason,
                                    conditions().stream()
                                            .map(one -> "  %s=%s %s: %s"
                                                    .formatted(
                                                            one.getType(),
                                                            one.getStatus(),
                                                            one.getReason(),
                                                            one.getMessage()))
                                            .collect(Collectors.joining("\n"))),
                    e);
        }
        return find(get(), type).orElseThrow();
    }

    private static Optional<Condition> find(MoviesStack stack, String type) {
        return stack.getStatus() == null
                ? Optional.empty()
                : stack.getStatus().conditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .findAny();
    }

    /** Waits until a round that starts after this call has completed, so that it has seen the current state. */
    public void awaitNextRound() {
        ResourceID id = new ResourceID(name, namespace());
        int begun = harness.roundsBegun(id);
        poke();
        Awaitility.await("a round of the operator after this one")
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> harness.roundsEnded(id) > begun);
    }

    /** Number of completed rounds of the operator. */
    public int rounds() {
        return harness.roundsEnded(new ResourceID(name, namespace()));
    }

    /** Waits until no round is in progress, and counts those so far. */
    public int awaitIdle() {
        ResourceID id = new ResourceID(name, namespace());
        awaitAsserted(() -> assertThat(harness.roundsEnded(id)).isEqualTo(harness.roundsBegun(id)));
        return rounds();
    }

    /** Touches an object of the stack, as an event for the operator. */
    public void poke() {
        Resource<Service> service = client().services().inNamespace(namespace()).withName(name + "-api");
        if (service.get() != null) {
            service.edit(found -> {
                Map<String, String> annotations =
                        new HashMap<>(Optional.ofNullable(found.getMetadata().getAnnotations())
                                .orElse(Map.of()));
                annotations.put("example.org/poke", String.valueOf(System.nanoTime()));
                found.getMetadata().setAnnotations(annotations);
                return found;
            });
        }
    }

    public List<Condition> conditions() {
        MoviesStack stack = get();
        return stack == null || stack.getStatus() == null
                ? List.of()
                : stack.getStatus().conditions();
    }

    /** The events on the stack itself. */
    public List<Event> events() {
        return client().v1().events().inNamespace(namespace()).list().getItems().stream()
                .filter(event -> "MoviesStack".equals(event.getInvolvedObject().getKind()))
                .toList();
    }

    /** The operator's message, as if the stack were {@code movies} in {@code default}. */
    public String told(String words) {
        return words.replace(namespace(), "default")
                .replace(name, "movies")
                .replaceAll("seed-[0-9a-f]{10}-", "seed-HASH-")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}", "DATE")
                .replaceAll("CN=(\\w+) [0-9a-f]{16}", "CN=$1 HEX")
                .replaceAll("PostgreSQL \\d+(\\.\\d+)*", "VERSION")
                .replace("localhost:" + node.port(), "localhost:26257");
    }

    /**
     * Deletes the stack, so that the operator no longer reconciles it. Its objects stay, because there is no garbage
     * collector.
     */
    @Override
    public void close() {
        try {
            harness.faults().clear(this);
            resource().delete();
            clusterWide.forEach(object -> client().resource(object).delete());
        } finally {
            lock.unlock();
        }
    }

    public Resource<MoviesStack> resource() {
        return client().resources(MoviesStack.class).inNamespace(namespace()).withName(name);
    }

    /** Those that the operator issued; for an external server its own. */
    private TestCertificates nodeCertificates() {
        Secret secret = client().secrets()
                .inNamespace(namespace())
                .withName(name + "-db-node")
                .get();
        return secret == null
                ? externalCertificates
                : new TestCertificates(text(secret, "ca.crt"), text(secret, "node.crt"), text(secret, "node.key"));
    }

    private static String text(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.US_ASCII);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> fields(String spec) {
        // The --- marks it as YAML, since braces would mean JSON.
        return new LinkedHashMap<>(client().getKubernetesSerialization().unmarshal("---\n" + spec, Map.class));
    }
}
