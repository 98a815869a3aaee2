package fusion.movies.operator.api;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.SeedSpec;
import fusion.movies.operator.database.DatabaseEndpoint;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;

/** The environment of the API's image, for the service and for the seed Job: see docs/architecture.md. */
public final class ApiEnvironment {

    static final String CA_FOLDER = "/etc/movies/ca";
    static final String CREDENTIALS_FOLDER = "/etc/movies/credentials";
    static final String SOURCE_FOLDER = "/etc/movies/source";

    private ApiEnvironment() {}

    static List<EnvVar> of(MoviesStack stack, SeedSource source) {
        List<EnvVar> environment = new ArrayList<>(database(stack));
        environment.addAll(seed(stack, source));
        return environment;
    }

    /** Location of the movies. */
    static List<EnvVar> database(MoviesStack stack) {
        DatabaseEndpoint database = DatabaseEndpoint.of(stack);
        List<EnvVar> environment = new ArrayList<>();
        environment.add(variable("DATABASE_HOST", database.host()));
        environment.add(variable("DATABASE_PORT", String.valueOf(database.port())));
        environment.add(variable("DATABASE_NAME", stack.getSpec().database().name()));
        environment.add(variable("DATABASE_CA", CA_FOLDER + "/ca.crt"));
        environment.add(variable("DATABASE_CREDENTIALS", CREDENTIALS_FOLDER));
        return environment;
    }

    private static List<EnvVar> seed(MoviesStack stack, SeedSource source) {
        SeedSpec seed = stack.getSpec().seed();
        List<EnvVar> environment = new ArrayList<>();
        environment.add(variable("SEED_SOURCE", source.address()));
        environment.addAll(source.variables());
        source.access().forEach(access -> environment.add(variable(access.variable(), access.value())));
        if (seed.sha256() != null) {
            environment.add(variable("SEED_SHA256", seed.sha256()));
        }
        environment.add(variable("SEED_MAX_REJECTED", String.valueOf(seed.maxRejected())));
        environment.add(variable(
                "SEED_MAX_BYTES",
                seed.maxBytes().getNumericalAmount().toBigInteger().toString()));
        return environment;
    }

    public static EnvVar variable(String name, String value) {
        return new EnvVar("MOVIES_" + name, value, null);
    }
}
