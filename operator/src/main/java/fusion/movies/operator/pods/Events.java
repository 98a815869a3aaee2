package fusion.movies.operator.pods;

import fusion.movies.operator.stack.StackObjects;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what controllers and the kubelet report only in events. Used only if something is missing, not in every reconciliation. */
public final class Events {

    /** What controllers prepend to the API server's message. */
    private static final Pattern PREFIX =
            Pattern.compile("^(create Pod \\S+ in StatefulSet \\S+ failed error: |Error creating: )");

    private Events() {}

    /** The message of the newest event with one of these reasons. */
    public static Optional<String> newest(StackObjects objects, HasMetadata object, Set<String> reasons) {
        return objects
                .client()
                .v1()
                .events()
                .inNamespace(objects.namespace())
                .withField("involvedObject.uid", object.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .filter(event -> reasons.contains(event.getReason()) && event.getMessage() != null)
                .max(Comparator.comparing(Events::time))
                .map(event -> PREFIX.matcher(event.getMessage()).replaceFirst(""));
    }

    private static String time(Event event) {
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        return event.getEventTime() == null
                ? event.getMetadata().getCreationTimestamp()
                : event.getEventTime().getTime();
    }
}
