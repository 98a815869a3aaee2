package fusion.movies.database;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;

/** Enables repositories without transactions: a single statement is atomic by itself, and a transaction would cost two more round trips. */
@Profile("!load & !backup") // which need no repository
@Configuration(proxyBeanMethods = false)
@EnableJdbcRepositories(basePackages = "fusion.movies", enableDefaultTransactions = false)
class RepositoryConfiguration {}
