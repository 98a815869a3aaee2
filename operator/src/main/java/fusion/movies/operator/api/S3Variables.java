package fusion.movies.operator.api;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of the API's image for a location in S3: see docs/architecture.md. */
public final class S3Variables {

    private S3Variables() {}

    /**
     * @param start prefix of each variable's name
     * @param endpoint absent: Amazon S3
     * @param region absent: the default
     * @param place name of the variable with the location in the bucket
     * @param value the location; absent: none
     */
    public static List<EnvVar> of(
            String start,
            @Nullable String endpoint,
            String bucket,
            @Nullable String region,
            String place,
            @Nullable String value) {
        List<EnvVar> variables = new ArrayList<>();
        add(variables, start + "ENDPOINT", endpoint);
        add(variables, start + "BUCKET", bucket);
        add(variables, start + "REGION", region);
        add(variables, start + place, value);
        return variables;
    }

    private static void add(List<EnvVar> variables, String name, @Nullable String value) {
        if (value != null) {
            variables.add(ApiEnvironment.variable(name, value));
        }
    }
}
