package fusion.movies.load;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What the seed Job is made of: the loader and the database, and nothing that answers requests. */
@Configuration(proxyBeanMethods = false)
@Profile("load")
@EnableAutoConfiguration
@ComponentScan({"fusion.movies.load", "fusion.movies.source", "fusion.movies.database"})
@ConfigurationPropertiesScan({"fusion.movies.load", "fusion.movies.source", "fusion.movies.database"})
public class LoadApplication {}
