package fusion.movies;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Serves films over HTTP; with the argument {@code load} it loads them instead, and exits with the loader's code. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MoviesApplication {

    static final String LOAD = "load";

    static void main(String... arguments) {
        var application = new SpringApplication(MoviesApplication.class);
        if (!List.of(arguments).contains(LOAD)) {
            application.run(arguments);
            return;
        }
        // The loader is an ApplicationRunner of this profile, and an ExitCodeGenerator.
        application.setAdditionalProfiles(LOAD);
        application.setWebApplicationType(WebApplicationType.NONE);
        System.exit(SpringApplication.exit(application.run(arguments)));
    }
}
