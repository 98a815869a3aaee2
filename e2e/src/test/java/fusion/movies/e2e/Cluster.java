package fusion.movies.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;

/**
 * The cluster that KUBECONFIG names.
 *
 * @param engine the engine of the stacks' database
 * @param tools image with a shell, wget and tar, for pods that send requests and fill volumes
 */
record Cluster(KubernetesClient client, Engine engine, String tools, Operator operator) implements AutoCloseable {

    /** In milliseconds. A machine that also runs the cluster can stall for longer than the default of ten seconds. */
    private static final int REQUEST_TIMEOUT = 60_000;

    /** With the operator of this source tree. */
    static Cluster withOperator() {
        Cluster cluster = asItIs();
        cluster.operator().install();
        return cluster;
    }

    static Cluster asItIs() {
        String kubeconfig = System.getenv("KUBECONFIG");
        if (kubeconfig == null || kubeconfig.isBlank()) {
            throw new AssertionError("No cluster to test on: set KUBECONFIG, or call ./verify, which brings one up. "
                    + "-DskipITs leaves these tests out.");
        }
        Config config = new ConfigBuilder(Config.fromKubeconfig(new File(kubeconfig)))
                .withRequestRetryBackoffLimit(3)
                .withRequestTimeout(REQUEST_TIMEOUT)
                .build();
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        Images images = Images.on(client);
        Engine engine = Engine.chosen(images);
        String tools = images.find("busybox").orElse("busybox:1.37");
        System.out.printf(
                "End-to-end tests on Kubernetes %s, database %s%n",
                client.getKubernetesVersion().getGitVersion(), engine);
        return new Cluster(client, engine, tools, new Operator(client));
    }

    @Override
    public void close() {
        System.out.printf("These end-to-end tests ran on %s%n", engine);
        client.close();
    }
}
