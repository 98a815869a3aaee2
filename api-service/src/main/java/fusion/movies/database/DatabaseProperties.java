package fusion.movies.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the films are. In a stack all of it comes from the operator; the defaults fit a plain PostgreSQL of one's own,
 * for a start from an IDE.
 *
 * @param ca file with the CA certificate; absent: no TLS
 * @param credentials folder with {@code db_user} and {@code db_password}; absent: user and password count
 */
@ConfigurationProperties("movies.database")
record DatabaseProperties(
        @DefaultValue("localhost") String host,
        @DefaultValue("5432") int port,
        @DefaultValue("movies") String name,
        Path ca,
        Path credentials,
        @DefaultValue("movies") String user,
        @DefaultValue("movies") String password) {}
