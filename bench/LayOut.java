import fusion.movies.schema.DesiredSchema;
import fusion.movies.schema.SchemaReconciler;
import fusion.movies.schema.User;
import java.sql.SQLException;

/** Lays a database out as the operator does. */
class LayOut {

    static void main() throws SQLException {
        var password = System.getenv("MOVIES_DATABASE_PASSWORD");
        var api = new User("movies_bench_api", password);
        var loader = new User("movies_bench_loader", password);
        var schema = new SchemaReconciler(new Database());
        var report = schema.reconcile(new DesiredSchema(Database.NAME, api, loader));
        schema.ensurePassword(api, Database.NAME);
        schema.ensurePassword(loader, Database.NAME);
        if (!report.untouched().isEmpty()) {
            throw new IllegalStateException("The database is not as the operator would make it: " + report.untouched());
        }
    }
}
