package fusion.movies.backup;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The application of the backup Job: the table reader and the database, without a web server. */
@Configuration(proxyBeanMethods = false)
@Profile("backup")
@EnableAutoConfiguration
@ComponentScan({"fusion.movies.backup", "fusion.movies.database"})
@ConfigurationPropertiesScan({"fusion.movies.backup", "fusion.movies.database"})
public class BackupApplication {}
