package fusion.movies.operator.api;

import fusion.movies.crd.MovieSource;
import fusion.movies.crd.MovieSource.CaBundleRef;
import fusion.movies.crd.MovieSource.S3Object;
import fusion.movies.crd.SecretRef;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The source of a stack's movies. The only place that distinguishes the kinds of {@code seed.source}. */
public sealed interface SeedSource {

    /** The URL as passed to the API's image. */
    String address();

    /** The volume with the movies; empty if none is mounted. */
    default Optional<Volume> volume() {
        return Optional.empty();
    }

    /** Other volumes that reading the source needs. */
    default List<Access> access() {
        return List.of();
    }

    /** Further variables for the image. */
    default List<EnvVar> variables() {
        return List.of();
    }

    /**
     * @param variable name of the variable with its path
     * @param value its path
     */
    record Access(Volume volume, String folder, String variable, String value) {}

    /** The small set bundled in the API's image. */
    record Bundled() implements SeedSource {

        @Override
        public String address() {
            return "bundled:";
        }
    }

    /**
     * @param caBundle absent if the default CAs are enough
     * @param credentials absent if the server requires no login
     */
    record Url(
            String address,
            @Nullable CaBundleRef caBundle,
            @Nullable SecretRef credentials) implements SeedSource {

        private static final String CA_FOLDER = "/etc/movies/source-ca";
        private static final String LOGIN_FOLDER = "/etc/movies/source-credentials";

        @Override
        public List<Access> access() {
            return access(caBundle, credentials);
        }

        // All optional: the pods start without them, and the loader reports what is missing.
        private static List<Access> access(@Nullable CaBundleRef caBundle, @Nullable SecretRef credentials) {
            List<Access> access = new ArrayList<>();
            if (caBundle != null) {
                VolumeBuilder volume = new VolumeBuilder().withName("source-ca");
                access.add(new Access(
                        caBundle.configMap() != null
                                ? volume.withNewConfigMap()
                                        .withName(caBundle.configMap())
                                        .withOptional(true)
                                        .endConfigMap()
                                        .build()
                                : volume.withNewSecret()
                                        .withSecretName(caBundle.secret())
                                        .withOptional(true)
                                        // Mounts only this key: the Secret may also hold the certificate's private key.
                                        .addNewItem()
                                        .withKey(caBundle.key())
                                        .withPath(caBundle.key())
                                        .endItem()
                                        .endSecret()
                                        .build(),
                        CA_FOLDER,
                        "SEED_CA",
                        CA_FOLDER + "/" + caBundle.key()));
            }
            if (credentials != null) {
                access.add(new Access(
                        new VolumeBuilder()
                                .withName("source-credentials")
                                .withNewSecret()
                                .withSecretName(credentials.name())
                                .withOptional(true)
                                .endSecret()
                                .build(),
                        LOGIN_FOLDER,
                        "SEED_CREDENTIALS",
                        LOGIN_FOLDER));
            }
            return access;
        }
    }

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
                    // The API starts without the source; only /addall and the Job need it, and report its absence.
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

    /** An object in a bucket, or the newest backup there. Only the Job reads it, since the service has no S3 client. */
    record S3(S3Object object) implements SeedSource {

        @Override
        public String address() {
            return "s3:";
        }

        @Override
        public List<EnvVar> variables() {
            return S3Variables.of(
                    "SEED_S3_",
                    object.endpoint(),
                    object.bucket(),
                    object.region(),
                    object.key() == null ? "PREFIX" : "KEY",
                    object.key() == null ? object.prefix() : object.key());
        }

        @Override
        public List<Access> access() {
            CaBundleRef authority = object.caSecretRef() == null
                    ? null
                    : new CaBundleRef(null, object.caSecretRef().name(), "ca.crt");
            return Url.access(authority, object.credentialsSecretRef());
        }
    }

    /** A volume that only the Job mounts: {@code /addall} answers from the load record. */
    record Unmounted() implements SeedSource {

        @Override
        public String address() {
            return "unmounted:";
        }
    }

    /** Name of the volume in a pod. */
    String VOLUME = "source";

    static SeedSource of(MovieSource source) {
        if (source.url() != null) {
            return new Url(source.url(), source.caBundleRef(), source.credentialsSecretRef());
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
        if (source.s3() != null) {
            return new S3(source.s3());
        }
        return new Bundled();
    }

    /**
     * Percent-encoded, so that a file can have any name: the kubelet would expand {@code $(…)}, and Spring
     * {@code ${…}}.
     */
    private static String mounted(String path) {
        StringBuilder encoded = new StringBuilder("file://" + ApiEnvironment.SOURCE_FOLDER + "/");
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = b > 0 && (Character.isLetterOrDigit(b) || "-._~/".indexOf(b) >= 0);
            encoded.append(isPlain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xFF));
        }
        return encoded.toString();
    }
}
