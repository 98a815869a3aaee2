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
 * @param authority certificate that the server's is checked against, PEM
 */
public record DatabaseServer(String host, int port, String authority, Administrator administrator) implements Server {

    /** An administrator logs in with a password, or with a certificate and its key (PEM). */
    public record Administrator(String user, String password, String certificate, String key) {

        @Override
        public String toString() {
            return "Administrator[" + user + "]";
        }
    }

    @Override
    public Connection asAdministrator(String database) throws SQLException {
        Properties properties = properties(administrator.user());
        if (administrator.certificate() == null) {
            properties.setProperty("password", administrator.password());
        } else {
            properties.setProperty(PemSocketFactory.CERTIFICATE, administrator.certificate());
            properties.setProperty(PemSocketFactory.KEY, administrator.key());
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
