package fusion.movies.source;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the movies are. In a stack all of it comes from the operator.
 *
 * @param source {@code bundled:}, an http(s) URL, a {@code file:} URL with a percent-encoded path, or {@code unmounted:}
 * @param sha256 expected digest of the source's bytes; absent: not checked
 * @param maxBytes the most bytes read from the source, and the most it may unpack to
 * @param ca file with certificates (PEM) of authorities that are trusted beside the usual ones; absent: the usual ones
 * @param credentials folder with {@code username} and {@code password}, or with {@code token}; absent: none are sent
 */
@ConfigurationProperties("movies.seed")
public record SourceProperties(
        @DefaultValue("bundled:") String source,
        String sha256,
        @DefaultValue("1073741824") long maxBytes,
        Path ca,
        Path credentials) {

    /** The source is on a volume that this process does not mount. */
    public boolean isUnmounted() {
        return source.startsWith("unmounted:");
    }
}
