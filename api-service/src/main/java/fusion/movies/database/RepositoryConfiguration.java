package fusion.movies.database;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;

/** A single statement is a transaction by itself; one around it would cost two more round trips. */
@Profile("!load & !backup") // which need no repository
@Configuration(proxyBeanMethods = false)
@EnableJdbcRepositories(basePackages = "fusion.movies", enableDefaultTransactions = false)
class RepositoryConfiguration {}
