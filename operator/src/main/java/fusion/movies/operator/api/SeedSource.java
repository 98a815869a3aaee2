package fusion.movies.operator.api;

import fusion.movies.crd.FilmSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where the movies are that a stack loads: the one place that decides between the kinds of {@code seed.source}. */
public sealed interface SeedSource {

    /** The address as the API's image is told it. */
    String address();

    /** The volume that has the movies; empty where none is mounted. */
    default Optional<Volume> volume() {
        return Optional.empty();
    }

    /** The small set that the API's image carries. */
    record Bundled() implements SeedSource {

        @Override
        public String address() {
            return "bundled:";
        }
    }

    record Url(String address) implements SeedSource {}

    record ConfigMapFile(String name, String key) implements SeedSource {

        @Override
        public String address() {
            return mounted(key);
        }

        @Override
        public Optional<Volume> volume() {
            return Optional.of(new VolumeBuilder()
                    .withName(VOLUME)
                    .withNewConfigMap()
                    .withName(name)
                    // The API starts without its movies; only /addall and the Job miss them, and say so.
                    .withOptional(true)
                    .endConfigMap()
                    .build());
        }
    }

    record ClaimFile(String claimName, String path) implements SeedSource {

        @Override
        public String address() {
            return mounted(path);
        }

        @Override
        public Optional<Volume> volume() {
            return Optional.of(new VolumeBuilder()
                    .withName(VOLUME)
                    .withNewPersistentVolumeClaim(claimName, true)
                    .build());
        }
    }

    /** A volume that the Job alone mounts: {@code /addall} answers by the load record. */
    record Unmounted() implements SeedSource {

        @Override
        public String address() {
            return "unmounted:";
        }
    }

    /** Name of the volume in a pod. */
    String VOLUME = "source";

    static SeedSource of(FilmSource source) {
        if (source.url() != null) {
            return new Url(source.url());
        }
        if (source.configMapRef() != null) {
            return new ConfigMapFile(
                    source.configMapRef().name(), source.configMapRef().key());
        }
        if (source.persistentVolumeClaim() != null) {
            return new ClaimFile(
                    source.persistentVolumeClaim().claimName(),
                    source.persistentVolumeClaim().path());
        }
        return new Bundled();
    }

    /** Percent-encoded: a file may be called {@code 100%.json} or {@code movies#2.json}. */
    private static String mounted(String path) {
        try {
            return new URI("file", "", ApiEnvironment.SOURCE_FOLDER + "/" + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("No path of a file: " + path, e);
        }
    }
}
