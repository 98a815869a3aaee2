package fusion.movies.s3;

import static fusion.movies.s3.S3Exception.Kind.SETTINGS_WRONG;

import fusion.movies.tls.BadBundleException;
import fusion.movies.tls.Trust;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of an S3 server, Amazon's or another. Failures end in an {@link S3Exception}, after the SDK's retries. Only
 * this class loads the SDK's classes, so only the Jobs do.
 */
public final class Bucket implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final S3Client client;
    private final String name;
    private final S3Failures failures;

    public Bucket(S3Properties properties) {
        name = properties.bucket();
        failures = new S3Failures(properties);
        client = client(properties);
    }

    private static S3Client client(S3Properties properties) {
        TrustManager[] trusted = trusted(properties);
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(S3Credentials.of(properties))
                .region(Region.of(properties.region() == null ? "us-east-1" : properties.region()))
                // Servers other than Amazon's support neither the newer checksums nor a host per bucket.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE)
                        .tlsTrustManagersProvider(() -> trusted)
                        .build());
        URI endpoint = properties.endpoint();
        return (endpoint == null ? builder : builder.endpointOverride(endpoint).forcePathStyle(true)).build();
    }

    private static TrustManager[] trusted(S3Properties properties) {
        try {
            return Trust.managers(properties.ca());
        } catch (BadBundleException e) {
            throw new S3Exception(
                    SETTINGS_WRONG, e.getMessage() + " It is the Secret of " + properties.field() + ".caSecretRef.", e);
        }
    }

    /** The keys that begin with a prefix. */
    public List<String> keys(String prefix) {
        return telling(() ->
                client.listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix)).contents().stream()
                        .map(S3Object::key)
                        .toList());
    }

    /** An object's bytes, to be closed; empty if the object does not exist. */
    public Optional<InputStream> read(String key) {
        return telling(() -> {
            try {
                return Optional.of(
                        client.getObject(request -> request.bucket(name).key(key)));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    /** Returns once the server has the complete file. */
    public void write(String key, Path file) {
        telling(() -> client.putObject(request -> request.bucket(name).key(key), RequestBody.fromFile(file)));
    }

    /** @return whether the object exists with this length */
    public boolean has(String key, long length) {
        return telling(() -> {
            try {
                return client.headObject(request -> request.bucket(name).key(key))
                                .contentLength()
                        == length;
            } catch (NoSuchKeyException e) {
                return false;
            }
        });
    }

    public void delete(String key) {
        telling(() -> client.deleteObject(request -> request.bucket(name).key(key)));
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> T telling(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failures.of(e);
        }
    }
}
