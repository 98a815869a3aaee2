import fusion.movies.schema.DesiredSchema;
import fusion.movies.schema.SchemaReconciler;
import fusion.movies.schema.SchemaReport;
import fusion.movies.schema.User;
import java.sql.SQLException;

/** Creates the operator's schema in a database. */
class LayOut {

    static void main() throws SQLException {
        String password = System.getenv("MOVIES_DATABASE_PASSWORD");
        User api = new User("movies_bench_api", password);
        User loader = new User("movies_bench_loader", password);
        SchemaReconciler schema = new SchemaReconciler(new Database());
        SchemaReport report = schema.reconcile(new DesiredSchema(Database.NAME, api, loader));
        schema.ensurePassword(api, Database.NAME);
        schema.ensurePassword(loader, Database.NAME);
        if (!report.untouched().isEmpty()) {
            throw new IllegalStateException("The schema differs from the operator's: " + report.untouched());
        }
    }
}
