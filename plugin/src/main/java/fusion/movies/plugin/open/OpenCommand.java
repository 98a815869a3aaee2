package fusion.movies.plugin.open;

import fusion.movies.plugin.Cluster;
import fusion.movies.plugin.ClusterOptions;
import fusion.movies.plugin.ExitCode;
import fusion.movies.plugin.PluginException;
import fusion.movies.plugin.Terminal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kubectl movies open}: forwards a port to a stack's API and opens it in the browser. */
@Command(
        name = "open",
        description = "Forwards a local port to a stack's API and opens it in the browser.",
        footer = "It runs until it is interrupted, and switches to another pod if its pod goes away.",
        mixinStandardHelpOptions = true)
public final class OpenCommand implements Callable<Integer> {

    /** Until it is interrupted. */
    private static final long A_YEAR = 365;

    private final Terminal terminal;

    @Mixin
    private ClusterOptions options;

    @Parameters(paramLabel = "NAME", description = "The stack.")
    private String name;

    @Option(names = "--port", paramLabel = "PORT", description = "Local port. Default: any free one.")
    private int port;

    @Option(names = "--no-browser", description = "Prints the address without opening a browser.")
    private boolean opensNoBrowser;

    public OpenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Cluster cluster = options.connect()) {
            cluster.require(name);
            ReadyPod first = ReadyPod.of(cluster, name);
            int local = free(port);
            String url = "http://localhost:" + local + "/";
            boolean isTold = false;
            for (ReadyPod pod = first; ; pod = ReadyPod.of(cluster, name)) {
                PodResource resource =
                        cluster.client().pods().inNamespace(cluster.namespace()).withName(pod.name());
                try (LocalPortForward forward = resource.portForward(pod.port(), local)) {
                    if (!isTold) {
                        tell(url);
                        isTold = true;
                    }
                    resource.waitUntilCondition(
                            present -> !ReadyPod.isReady(present) || !forward.isAlive(), A_YEAR, TimeUnit.DAYS);
                    terminal.err().println("Pod " + pod.name() + " is no longer ready; switching to another one.");
                } catch (IOException e) {
                    throw new KubernetesClientException("Port forwarding failed", e);
                }
            }
        }
    }

    private void tell(String url) {
        terminal.out().println(url);
        terminal.out().flush();
        terminal.err().println("Forwarding until Ctrl-C.");
        if (!opensNoBrowser && !Browser.open(url)) {
            terminal.err().println("There is no program to open a browser (xdg-open): open the address yourself.");
        }
    }

    /** Fails on an unavailable port before anything is forwarded. */
    private static int free(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PluginException(ExitCode.FAILED, "Port " + wanted + " is in use: choose another --port.");
        }
    }
}
