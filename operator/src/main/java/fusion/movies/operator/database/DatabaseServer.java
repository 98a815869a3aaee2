package fusion.movies.operator.database;

import fusion.movies.schema.Server;
import fusion.movies.schema.User;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A server and its administrator, over TLS with host name verification.
 *
 * @param authority CA certificate to verify the server's with, PEM
 */
public record DatabaseServer(String host, int port, String authority, Administrator administrator) implements Server {

    /** Whom the operator logs in as. */
    public sealed interface Administrator {

        String user();

        /** With a password. */
        record WithPassword(String user, String password) implements Administrator {

            @Override
            public String toString() {
                return "Administrator[" + user + "]";
            }
        }

        /** With a certificate and its key, PEM. */
        record WithCertificate(String user, String certificate, String key) implements Administrator {

            @Override
            public String toString() {
                return "Administrator[" + user + "]";
            }
        }
    }

    @Override
    public Connection asAdministrator(String database) throws SQLException {
        Properties properties = properties(administrator.user());
        switch (administrator) {
            case Administrator.WithPassword login -> properties.setProperty("password", login.password());
            case Administrator.WithCertificate login -> {
                properties.setProperty(PemSocketFactory.CERTIFICATE, login.certificate());
                properties.setProperty(PemSocketFactory.KEY, login.key());
            }
        }
        return connect(database, properties);
    }

    @Override
    public Connection as(User user, String database) throws SQLException {
        Properties properties = properties(user.name());
        properties.setProperty("password", user.password());
        return connect(database, properties);
    }

    private Properties properties(String user) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslfactory", PemSocketFactory.class.getName());
        properties.setProperty(PemSocketFactory.AUTHORITY, authority);
        properties.setProperty("ApplicationName", "movies-operator");
        // An unresponsive server must not block a reconciliation for long.
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", "120");
        return properties;
    }

    private Connection connect(String database, Properties properties) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, properties);
    }

    @Override
    public String toString() {
        return "DatabaseServer[" + host + ":" + port + "]";
    }
}
