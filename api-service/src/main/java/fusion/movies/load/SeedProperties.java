package fusion.movies.load;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What to load and how. In a stack all of it comes from the operator.
 *
 * @param source {@code bundled:}, an http(s) URL or a {@code file:} one
 * @param sha256 expected digest of the source's bytes; absent: not checked
 * @param fingerprint the name under which the load is recorded
 * @param prune whether movies that are gone from the source are removed
 * @param maxRejected how many bad rows are left out before the load fails
 * @param maxBytes the most bytes read from the source, and the most it may unpack to
 * @param addall whether the service loads movies when asked to
 * @param terminationLog where the outcome is left for whoever started the container; not written where there is no such file
 */
@ConfigurationProperties("movies.seed")
record SeedProperties(
        @DefaultValue("bundled:") String source,
        String sha256,
        @DefaultValue("by-hand") String fingerprint,
        @DefaultValue("false") boolean prune,
        @DefaultValue("0") long maxRejected,
        @DefaultValue("1073741824") long maxBytes,
        @DefaultValue("true") boolean addall,
        @DefaultValue("/dev/termination-log") Path terminationLog) {}
