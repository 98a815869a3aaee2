import fusion.movies.schema.DesiredSchema;
import fusion.movies.schema.SchemaReconciler;
import fusion.movies.schema.Server;
import fusion.movies.schema.User;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Lays a database out as the operator does: LayOut PORT. */
class LayOut {

    static void main(String... arguments) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + arguments[0] + "/";
        new SchemaReconciler(new Server() {
                    @Override
                    public Connection asAdministrator(String database) throws SQLException {
                        return DriverManager.getConnection(url + database, "postgres", "");
                    }

                    @Override
                    public Connection as(User user, String database) throws SQLException {
                        return DriverManager.getConnection(url + database, user.name(), user.password());
                    }
                })
                .reconcile(new DesiredSchema(
                        "movies", new User("movies_api", "bench"), new User("movies_loader", "bench")));
    }
}
