import fusion.movies.schema.Server;
import fusion.movies.schema.User;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The server of the variables PG…, as for psql. */
class Database implements Server {

    static final String NAME = System.getenv("MOVIES_DATABASE_NAME");

    @Override
    public Connection asAdministrator(String database) throws SQLException {
        Properties login = login(System.getenv("PGUSER"), System.getenv().getOrDefault("PGPASSWORD", ""));
        if (System.getenv("BENCH_SSLKEY") != null) {
            login.setProperty("sslcert", System.getenv("PGSSLCERT"));
            login.setProperty("sslkey", System.getenv("BENCH_SSLKEY"));
        }
        return connect(database, login);
    }

    @Override
    public Connection as(User user, String database) throws SQLException {
        return connect(database, login(user.name(), user.password()));
    }

    private static Properties login(String user, String password) {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("sslmode", System.getenv("PGSSLMODE"));
        if (System.getenv("PGSSLROOTCERT") != null) {
            login.setProperty("sslrootcert", System.getenv("PGSSLROOTCERT"));
        }
        // CockroachDB before v23.1 needs more than pgjdbc's default.
        login.setProperty("scramMaxIterations", "200000");
        return login;
    }

    private static Connection connect(String database, Properties login) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + System.getenv("PGHOST") + ":" + System.getenv("PGPORT") + "/" + database, login);
    }
}
