package fusion.movies.operator.stack;

import fusion.movies.crd.MoviesStack;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The labels of a stack's objects, of {@code app.kubernetes.io}. */
public final class Labels {

    private static final String PREFIX = "app.kubernetes.io/";
    private static final String MANAGER = "movies-operator";

    public static final String DATABASE = "database";
    public static final String DATABASE_INIT = "database-init";
    public static final String DATABASE_MEMBERSHIP = "database-membership";
    public static final String API = "api";
    public static final String SEED = "seed";
    public static final String BACKUP = "backup";
    public static final String NETWORK = "network";

    /** Selects all objects of the operator, for any stack. */
    public static final String MADE_BY_OPERATOR = PREFIX + "managed-by=" + MANAGER;

    private Labels() {}

    /** Labels that select pods; they never change over an object's lifetime. */
    public static Map<String, String> selector(MoviesStack stack, String component) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(PREFIX + "name", "movies");
        labels.put(PREFIX + "instance", stack.getMetadata().getName());
        labels.put(PREFIX + "component", component);
        return labels;
    }

    /** The same in kubectl's syntax. */
    public static String selectorText(MoviesStack stack, String component) {
        return PREFIX + "instance=" + stack.getMetadata().getName() + "," + PREFIX + "component=" + component;
    }

    public static Map<String, String> of(MoviesStack stack, String component) {
        Map<String, String> labels = selector(stack, component);
        labels.put(PREFIX + "part-of", "movies");
        labels.put(PREFIX + "managed-by", MANAGER);
        return labels;
    }

    public static boolean hasComponent(@Nullable Map<String, String> labels, String component) {
        return labels != null && component.equals(labels.get(PREFIX + "component"));
    }

    /** Whether these are the operator's labels for objects of this stack. */
    public static boolean areOf(MoviesStack stack, @Nullable Map<String, String> labels) {
        return labels != null
                && MANAGER.equals(labels.get(PREFIX + "managed-by"))
                && stack.getMetadata().getName().equals(instance(labels));
    }

    public static @Nullable String instance(@Nullable Map<String, String> labels) {
        return labels == null ? null : labels.get(PREFIX + "instance");
    }
}
