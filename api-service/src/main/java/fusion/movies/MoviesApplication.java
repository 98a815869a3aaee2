package fusion.movies;

import fusion.movies.backup.BackupApplication;
import fusion.movies.load.LoadApplication;
import java.util.List;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.core.SpringProperties;

/**
 * Serves movies over HTTP; with the argument {@code load} it loads them instead, with {@code backup} it backs them up, and exits with the Job's code.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MoviesApplication {

    static final String LOAD = "load";
    static final String BACKUP = "backup";

    static void main(String... arguments) {
        List<String> given = List.of(arguments);
        if (given.contains(LOAD)) {
            run(LoadApplication.class, LOAD, arguments);
        } else if (given.contains(BACKUP)) {
            run(BackupApplication.class, BACKUP, arguments);
        } else {
            new SpringApplication(MoviesApplication.class).run(arguments);
        }
    }

    /** A Job is an ApplicationRunner of its profile, and an ExitCodeGenerator. */
    private static void run(Class<?> job, String profile, String... arguments) {
        // The build's generated bean definitions are only for the service.
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
        SpringApplication application = new SpringApplication(job);
        application.setAdditionalProfiles(profile);
        application.setWebApplicationType(WebApplicationType.NONE);
        System.exit(SpringApplication.exit(application.run(arguments)));
    }
}
