package fusion.movies;

import fusion.movies.load.LoadApplication;
import java.util.List;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.core.SpringProperties;

/** Serves films over HTTP; with the argument {@code load} it loads them instead, and exits with the loader's code. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MoviesApplication {

    static final String LOAD = "load";

    static void main(String... arguments) {
        if (!List.of(arguments).contains(LOAD)) {
            new SpringApplication(MoviesApplication.class).run(arguments);
            return;
        }
        // What the build has found out is of the service alone.
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
        var application = new SpringApplication(LoadApplication.class);
        // The loader is an ApplicationRunner of this profile, and an ExitCodeGenerator.
        application.setAdditionalProfiles(LOAD);
        application.setWebApplicationType(WebApplicationType.NONE);
        System.exit(SpringApplication.exit(application.run(arguments)));
    }
}
