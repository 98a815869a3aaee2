package fusion.movies.source;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The location of the movies. In a stack, the operator sets all of it.
 *
 * @param source {@code bundled:}, an http(s) URL, a {@code file:} URL with a percent-encoded path, {@code s3:} or {@code unmounted:}
 * @param sha256 expected digest of the source's bytes; absent: not checked
 * @param maxBytes maximum size of the source, before and after decompression
 * @param ca file with certificates (PEM) of CAs to trust in addition to the default ones; absent: the default ones
 * @param credentials folder with {@code username} and {@code password}, or with {@code token}; absent: none are sent.
 *     For S3 see {@code S3Properties}
 * @param s3 the location for {@code s3:}; else absent
 */
@ConfigurationProperties("movies.seed")
public record SourceProperties(
        @DefaultValue("bundled:") String source,
        @Nullable String sha256,
        @DefaultValue("1073741824") long maxBytes,
        @Nullable Path ca,
        @Nullable Path credentials,
        @Nullable S3SourceProperties s3) {

    @ConstructorBinding
    public SourceProperties {}

    /** For a source that is not in S3. */
    public SourceProperties(
            String source, @Nullable String sha256, long maxBytes, @Nullable Path ca, @Nullable Path credentials) {
        this(source, sha256, maxBytes, ca, credentials, null);
    }

    /** The source is on a volume that this process does not mount. */
    public boolean isUnmounted() {
        return source.startsWith("unmounted:");
    }
}
