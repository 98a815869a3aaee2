package fusion.movies.operator.stack;

import fusion.movies.crd.PodOverrides;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges the environment of a container: the API server refuses duplicate names. */
public final class Environment {

    private Environment() {}

    /** The operator's variables and the user's; the user's value wins if both set one. */
    public static List<EnvVar> of(List<EnvVar> variables, PodOverrides overrides) {
        Map<String, EnvVar> byName = new LinkedHashMap<>();
        variables.forEach(variable -> byName.put(variable.getName(), variable));
        overrides.env().forEach((name, value) -> byName.put(name, new EnvVar(name, value, null)));
        return List.copyOf(byName.values());
    }
}
