package fusion.movies.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a backup's two files: the rows, and the manifest, which is written last. A backup is complete once its
 * manifest exists.
 *
 * @param owner owner of the backup, {@code NAMESPACE.STACK}: backups of other owners are neither counted nor deleted
 */
public record BackupName(String owner, Instant time) {

    private static final String ROWS = ".jsonl.gz";
    private static final String MANIFEST = ".manifest.json";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);
    private static final Pattern FILE =
            Pattern.compile("(.+)-(\\d{8}T\\d{6}Z)(" + Pattern.quote(ROWS) + "|" + Pattern.quote(MANIFEST) + ")");

    public BackupName {
        time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The backup that a file belongs to, by its name without a folder; empty if there is none. */
    public static Optional<BackupName> of(String file) {
        Matcher name = FILE.matcher(file);
        return name.matches()
                ? Optional.of(new BackupName(name.group(1), TIME.parse(name.group(2), Instant::from)))
                : Optional.empty();
    }

    /** The same for a manifest. */
    public static Optional<BackupName> ofManifest(String file) {
        return file.endsWith(MANIFEST) ? of(file) : Optional.empty();
    }

    /** The manifest of a file of rows, by its path or key; empty if the name is not a backup's. */
    public static Optional<String> manifestOf(String rows) {
        return rows.endsWith(ROWS)
                ? Optional.of(rows.substring(0, rows.length() - ROWS.length()) + MANIFEST)
                : Optional.empty();
    }

    public String rows() {
        return base() + ROWS;
    }

    public String manifest() {
        return base() + MANIFEST;
    }

    private String base() {
        return owner + "-" + TIME.format(time);
    }
}
