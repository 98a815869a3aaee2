package fusion.movies.load;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The application of the seed Job: the loader and the database, without a web server. */
@Configuration(proxyBeanMethods = false)
@Profile("load")
@EnableAutoConfiguration
@ComponentScan({"fusion.movies.load", "fusion.movies.source", "fusion.movies.database"})
@ConfigurationPropertiesScan({"fusion.movies.load", "fusion.movies.source", "fusion.movies.database"})
public class LoadApplication {}
