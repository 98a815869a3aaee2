package fusion.movies.archive;

import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of a backup's file of rows.
 *
 * @param format of manifest and rows; readers take what they do not know of a later one for additions
 * @param stack whose movies they are, {@code NAMESPACE.NAME}
 * @param time the moment whose rows they are
 * @param dataVersion the database's name for what the movies were then
 * @param columns of the table then: its schema's revision
 * @param file name of the file of rows
 * @param sha256 of that file
 * @param bytes of that file
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

    /** @throws IllegalArgumentException where it is no manifest */
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
