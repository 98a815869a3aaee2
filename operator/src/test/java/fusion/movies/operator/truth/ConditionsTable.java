package fusion.movies.operator.truth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rows, by subject. */
final class ConditionsTable {

    static final Map<String, List<Row>> ROWS = rows();

    private ConditionsTable() {}

    private static Map<String, List<Row>> rows() {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        rows.put("The stack", StackRows.ROWS);
        rows.put("Name conflicts", NameRows.ROWS);
        rows.put("Objects refused by the API server", RefusalRows.ROWS);
        rows.put("Pods that do not run", PodRows.ROWS);
        rows.put("The database", DatabaseRows.ROWS);
        rows.put("Certificates", CertificateRows.ROWS);
        rows.put("Provided certificates", GivenCertificateRows.ROWS);
        rows.put("External database", ExternalRows.ROWS);
        rows.put("The Secret of the API's user", CredentialRows.ROWS);
        rows.put("Tables and users", SchemaRows.ROWS);
        rows.put("The API", ApiRows.ROWS);
        rows.put("The movies", SeedRows.ROWS);
        rows.put("Backups", BackupRows.ROWS);
        return rows;
    }
}
