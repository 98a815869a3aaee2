package fusion.movies.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;

/** The connection pool and its data source. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    @ConfigurationProperties("movies.database.pool")
    HikariDataSource dataSource(DatabaseProperties database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(new RotatingDataSource(server(database), Logins.of(database)));
        return pool;
    }

    // Set explicitly, because Spring Data would otherwise query the database, which may be down when the
    // service starts.
    @Bean
    JdbcDialect jdbcDialect() {
        return JdbcPostgresDialect.INSTANCE;
    }

    private static DataSource server(DatabaseProperties database) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setServerNames(new String[] {database.host()});
        server.setPortNumbers(new int[] {database.port()});
        server.setDatabaseName(database.name());
        server.setApplicationName("movies-api");
        server.setReWriteBatchedInserts(true);
        server.setConnectTimeout(5);
        server.setSocketTimeout(60);
        server.setTcpKeepAlive(true);
        if (database.ca() == null) {
            server.setSslMode("disable");
        } else {
            server.setSslMode("verify-full");
            server.setSslRootCert(database.ca().toString());
        }
        return server;
    }
}
