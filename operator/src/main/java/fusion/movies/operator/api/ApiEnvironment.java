package fusion.movies.operator.api;

import fusion.movies.crd.ExternalDatabase;
import fusion.movies.crd.FilmSource;
import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.SeedSpec;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;

/** What the API's image is told, as the service and as the seed Job: see docs/architecture.md. */
public final class ApiEnvironment {

    public static final String CA_FOLDER = "/etc/movies/ca";
    public static final String CREDENTIALS_FOLDER = "/etc/movies/credentials";
    public static final String SOURCE_FOLDER = "/etc/movies/source";

    private static final int SQL_PORT = 26257;

    private ApiEnvironment() {}

    public static List<EnvVar> of(MoviesStack stack) {
        List<EnvVar> environment = new ArrayList<>();
        ExternalDatabase external = stack.getSpec().database().external();
        add(
                environment,
                "DATABASE_HOST",
                external == null ? StackNames.of(stack).databaseHost() : external.host());
        add(environment, "DATABASE_PORT", String.valueOf(external == null ? SQL_PORT : external.port()));
        add(environment, "DATABASE_NAME", stack.getSpec().database().name());
        add(environment, "DATABASE_CA", CA_FOLDER + "/ca.crt");
        add(environment, "DATABASE_CREDENTIALS", CREDENTIALS_FOLDER);
        SeedSpec seed = stack.getSpec().seed();
        add(environment, "SEED_SOURCE", source(seed.source()));
        if (seed.sha256() != null) {
            add(environment, "SEED_SHA256", seed.sha256());
        }
        add(environment, "SEED_MAX_REJECTED", String.valueOf(seed.maxRejected()));
        add(
                environment,
                "SEED_MAX_BYTES",
                seed.maxBytes().getNumericalAmount().toBigInteger().toString());
        return environment;
    }

    static String source(FilmSource source) {
        if (source.url() != null) {
            return source.url();
        }
        if (source.configMapRef() != null) {
            return "file://" + SOURCE_FOLDER + "/" + source.configMapRef().key();
        }
        if (source.persistentVolumeClaim() != null) {
            return "file://" + SOURCE_FOLDER + "/"
                    + source.persistentVolumeClaim().path();
        }
        return "bundled:";
    }

    public static EnvVar variable(String name, String value) {
        return new EnvVar("MOVIES_" + name, value, null);
    }

    private static void add(List<EnvVar> environment, String name, String value) {
        environment.add(variable(name, value));
    }
}
