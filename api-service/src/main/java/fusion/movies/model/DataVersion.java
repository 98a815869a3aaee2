package fusion.movies.model;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A version of the table of movies.
 *
 * @param changes identifies the finished loads and /addall calls: cheap to read, and changed by every write of the service
 * @param loaded whether a load has ever succeeded
 * @param rows the result of a scan of all rows: changed by edits that leave no record
 */
record DataVersion(String changes, boolean loaded, String rows) {

    private static final String SEPARATOR = "|";

    static DataVersion of(String text) {
        String[] parts = text.split("\\|", 3);
        return new DataVersion(parts[0], Boolean.parseBoolean(parts[1]), parts[2]);
    }

    /** Short enough for a header, and equal on all pods with the same version of the movies. */
    String tag() {
        return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 13);
    }

    @Override
    public String toString() {
        return String.join(SEPARATOR, changes, String.valueOf(loaded), rows);
    }
}
