package fusion.movies.operator.api;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;

/** The variables of the API's image for a place in S3: see docs/architecture.md. */
public final class S3Variables {

    private S3Variables() {}

    /**
     * @param start of each variable's name
     * @param endpoint null: Amazon S3
     * @param region null: the default
     * @param place name of the variable that says where in the bucket
     * @param value of it; null: nowhere in particular
     */
    public static List<EnvVar> of(
            String start, String endpoint, String bucket, String region, String place, String value) {
        List<EnvVar> variables = new ArrayList<>();
        add(variables, start + "ENDPOINT", endpoint);
        add(variables, start + "BUCKET", bucket);
        add(variables, start + "REGION", region);
        add(variables, start + place, value);
        return variables;
    }

    private static void add(List<EnvVar> variables, String name, String value) {
        if (value != null) {
            variables.add(ApiEnvironment.variable(name, value));
        }
    }
}
