package fusion.movies.e2e;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintStream;
import java.util.Comparator;

/** Diagnostics for a failed test: conditions, events, pods and the tails of their logs. Never a Secret. */
final class Diagnosis {

    private static final int LINES = 60;

    private final TestNamespace namespace;
    private final PrintStream out;

    private Diagnosis(TestNamespace namespace, PrintStream out) {
        this.namespace = namespace;
        this.out = out;
    }

    static void print(TestNamespace namespace, String test) {
        if (client(namespace)
                .resources(MoviesStack.class)
                .inNamespace(namespace.name())
                .list()
                .getItems()
                .isEmpty()) {
            return;
        }
        Diagnosis diagnosis = new Diagnosis(namespace, System.out);
        System.out.printf("%n==== %s failed; namespace %s%n", test, namespace.name());
        diagnosis.stacks();
        diagnosis.events();
        client(namespace).pods().inNamespace(namespace.name()).list().getItems().forEach(diagnosis::pod);
        namespace.cluster().operator().pods().forEach(diagnosis::pod);
        System.out.println("==== end of the diagnosis");
    }

    private void stacks() {
        for (MoviesStack stack : client(namespace)
                .resources(MoviesStack.class)
                .inNamespace(namespace.name())
                .list()
                .getItems()) {
            String name = stack.getMetadata().getName();
            out.printf("-- stack %s%n%s%n", name, namespace.stack(name).conditions());
        }
    }

    private void events() {
        out.println("-- events");
        client(namespace).v1().events().inNamespace(namespace.name()).list().getItems().stream()
                .sorted(Comparator.comparing(event -> event.getMetadata().getCreationTimestamp()))
                .forEach(this::event);
    }

    private void event(Event event) {
        out.printf(
                "%s %s/%s %s: %s%n",
                event.getMetadata().getCreationTimestamp(),
                event.getInvolvedObject().getKind(),
                event.getInvolvedObject().getName(),
                event.getReason(),
                event.getMessage());
    }

    private void pod(Pod pod) {
        String name = pod.getMetadata().getName();
        out.printf("-- pod %s %s%n", name, pod.getStatus().getPhase());
        try {
            out.println(client(namespace)
                    .pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(name)
                    .tailingLines(LINES)
                    .getLog());
        } catch (KubernetesClientException e) {
            out.printf("no log: %s%n", e.getMessage());
        }
    }

    private static KubernetesClient client(TestNamespace namespace) {
        return namespace.client();
    }
}
