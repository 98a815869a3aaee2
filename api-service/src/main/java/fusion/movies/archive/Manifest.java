package fusion.movies.archive;

import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of a backup's file of rows.
 *
 * @param format version of manifest and rows; readers treat unknown parts of a later one as additions
 * @param stack stack that was backed up, {@code NAMESPACE.NAME}
 * @param time the point in time of the rows
 * @param dataVersion the database's version of the movies at that time
 * @param columns columns of the table at that time: the schema's revision
 * @param file name of the file of rows
 * @param sha256 digest of that file
 * @param bytes size of that file
 */
public record Manifest(
        int format,
        String stack,
        Instant time,
        long movies,
        String dataVersion,
        List<String> columns,
        String file,
        String sha256,
        long bytes) {

    public static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public byte[] toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /** @throws IllegalArgumentException if it is not a manifest */
    public static Manifest of(byte[] json) {
        try {
            Manifest manifest = JSON.readValue(json, Manifest.class);
            if (manifest == null || manifest.sha256() == null || manifest.format() < 1) {
                throw new IllegalArgumentException("it has no sha256 or no format");
            }
            return manifest;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
