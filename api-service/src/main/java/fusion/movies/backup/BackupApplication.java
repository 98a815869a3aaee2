package fusion.movies.backup;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What the Job of a backup is made of: the table's reader and the database, and nothing that answers requests. */
@Configuration(proxyBeanMethods = false)
@Profile("backup")
@EnableAutoConfiguration
@ComponentScan({"fusion.movies.backup", "fusion.movies.database"})
@ConfigurationPropertiesScan({"fusion.movies.backup", "fusion.movies.database"})
public class BackupApplication {}
