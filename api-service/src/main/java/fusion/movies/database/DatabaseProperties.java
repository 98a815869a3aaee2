package fusion.movies.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database connection. In a stack, the operator sets all of it; the defaults fit a local PostgreSQL, for running
 * from an IDE.
 *
 * @param ca file with the CA certificate; absent: no TLS
 * @param credentials folder with {@code db_user} and {@code db_password}; absent: the properties user and password are
 *     used
 */
@ConfigurationProperties("movies.database")
record DatabaseProperties(
        @DefaultValue("localhost") String host,
        @DefaultValue("5432") int port,
        @DefaultValue("movies") String name,
        @Nullable Path ca,
        @Nullable Path credentials,
        @DefaultValue("movies") String user,
        @DefaultValue("movies") String password) {}
