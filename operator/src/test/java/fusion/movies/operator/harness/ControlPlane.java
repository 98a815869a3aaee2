package fusion.movies.operator.harness;

import static org.awaitility.Awaitility.await;

import fusion.movies.operator.stack.SharedFieldsReader;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A kube-apiserver and its etcd, without controllers, scheduler and kubelet, which tests play with {@link Kubelet}. (fabric8's kube-api-test would start them, too, but on every interface and with an etcd that calls
 * fsync.)
 */
final class ControlPlane implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Path LOGS = Path.of("target", "control-plane");
    private static final String PUBLIC_KEY = "service-accounts.pub";
    private static final String PRIVATE_KEY = "service-accounts.key";
    private static final String AUDIT = "audit.log";
    private static final int RETRIES = 1;
    private static final String LOOPBACK = "127.0.0.1";

    private final Path folder;
    private final Path logs;
    private final List<Process> processes = new ArrayList<>();
    private final Config administrator;

    private ControlPlane(Path folder, Path logs, int port, String token) {
        this.folder = folder;
        this.logs = logs;
        administrator = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + LOOPBACK + ":" + port)
                .withCaCertFile(folder.resolve("apiserver.crt").toString())
                .withOauthToken(token)
                .build();
    }

    /**
     * @param name name of the folder with its logs in {@code target/control-plane}
     */
    static ControlPlane start(ControlPlaneBinaries binaries, String name) {
        try {
            Path folder = Files.createTempDirectory("control-plane");
            List<Integer> ports = freePorts();
            int port = ports.getFirst();
            String token = UUID.randomUUID().toString();
            ControlPlane started = new ControlPlane(folder, LOGS.resolve(name), port, token);
            // Also if the JVM is terminated before the tests complete.
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            Files.writeString(folder.resolve("tokens.csv"), token + ",administrator,administrator,system:masters\n");
            writeServiceAccountKey(folder);
            String etcd = started.startEtcd(binaries.etcd(), ports.get(1), ports.get(2));
            started.startApiServer(binaries.apiServer(), port, etcd);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("The control plane does not start", e);
        }
    }

    private String startEtcd(Path etcd, int clientPort, int peerPort) throws IOException {
        String clients = "http://" + LOOPBACK + ":" + clientPort;
        String peers = "http://" + LOOPBACK + ":" + peerPort;
        start(
                "etcd",
                etcd.toString(),
                "--data-dir=" + folder.resolve("etcd"),
                "--unsafe-no-fsync",
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers);
        return clients;
    }

    private void startApiServer(Path apiServer, int port, String etcd) throws IOException {
        Files.deleteIfExists(logs.resolve(AUDIT));
        start(
                "apiserver",
                apiServer.toString(),
                "--etcd-servers=" + etcd,
                "--bind-address=" + LOOPBACK,
                // A loopback address cannot be an endpoint of the Service "kubernetes", which no test needs.
                "--endpoint-reconciler-type=none",
                "--secure-port=" + port,
                "--cert-dir=" + folder,
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + folder.resolve(PUBLIC_KEY),
                "--service-account-signing-key-file=" + folder.resolve(PRIVATE_KEY),
                "--service-cluster-ip-range=10.214.0.0/16",
                // As on OpenShift, where setting an owner reference needs separate permissions.
                "--enable-admission-plugins=OwnerReferencesPermissionEnforcement",
                "--audit-policy-file=" + auditPolicy(),
                "--audit-log-path=" + logs.resolve(AUDIT));
    }

    private Path auditPolicy() throws IOException {
        return Files.writeString(folder.resolve("audit-policy.yaml"), """
                apiVersion: audit.k8s.io/v1
                kind: Policy
                omitStages: [RequestReceived]
                rules: [{level: Metadata}]
                """);
    }

    /** The requests to the API server so far, with their results. */
    Audit audit() {
        return new Audit(logs.resolve(AUDIT));
    }

    private void start(String name, String... command) throws IOException {
        Files.createDirectories(logs);
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve(name + ".log").toFile())
                .start());
    }

    private void awaitReady() {
        // The server writes its certificate first, then the key.
        await("the API server's certificate, or its log in " + logs.toAbsolutePath())
                .atMost(START)
                .until(() -> Files.exists(folder.resolve("apiserver.key")));
        Config impatient =
                new ConfigBuilder(administrator).withRequestRetryBackoffLimit(0).build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(impatient).build()) {
            await("the API server, whose log is in " + logs.toAbsolutePath())
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast(
                            "etcd or the API server ended: see its log in " + logs.toAbsolutePath(),
                            () -> !processes.stream().allMatch(Process::isAlive))
                    .until(() -> isReady(client));
        }
    }

    private static boolean isReady(KubernetesClient client) {
        try {
            return "ok".equals(client.raw("/readyz"))
                    && client.namespaces().withName("default").get() != null;
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    /** Options that give Helm all permissions. */
    List<String> helmsAccess() {
        return List.of(
                "--kube-apiserver=" + administrator.getMasterUrl(),
                "--kube-ca-file=" + administrator.getCaCertFile(),
                "--kube-token=" + administrator.getOauthToken());
    }

    /** A client with all permissions. */
    KubernetesClient administrator() {
        return new KubernetesClientBuilder().withConfig(administrator).build();
    }

    /** A client with this service account's permissions, with fault injection. */
    KubernetesClient serviceAccount(String namespace, String name, Faults faults) {
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(SharedFieldsReader.serialization())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("faults", faults))
                .withConfig(new ConfigBuilder(administrator)
                        .withImpersonateUsername("system:serviceaccount:" + namespace + ":" + name)
                        .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
                        .withRequestRetryBackoffLimit(RETRIES)
                        .build())
                .build();
    }

    @Override
    public synchronized void close() {
        processes
                .reversed()
                .forEach(process -> process.destroyForcibly().onExit().join());
        processes.clear();
        try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeServiceAccountKey(Path folder) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            Files.writeString(folder.resolve(PUBLIC_KEY), pem("PUBLIC KEY", pair.getPublic()));
            Files.writeString(folder.resolve(PRIVATE_KEY), pem("PRIVATE KEY", pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, Key key) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END " + type + "-----\n";
    }

    /** Three at once: a port that is released may be assigned again immediately. */
    private static List<Integer> freePorts() throws IOException {
        InetAddress loopback = InetAddress.getByName(LOOPBACK);
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket two = new ServerSocket(0, 1, loopback);
                ServerSocket three = new ServerSocket(0, 1, loopback)) {
            return Stream.of(one, two, three).map(ServerSocket::getLocalPort).toList();
        }
    }
}
