package fusion.movies.load;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to load the source of {@code SourceProperties}. In a stack, the operator sets all of it.
 *
 * @param fingerprint identifies the load in its record
 * @param prune whether movies that are gone from the source are deleted
 * @param maxRejected maximum number of rejected rows; with more the load fails
 * @param addall whether the service loads movies by request
 * @param terminationLog file for the termination message; not written if it does not exist
 */
@ConfigurationProperties("movies.seed")
record SeedProperties(
        @DefaultValue("by-hand") String fingerprint,
        @DefaultValue("false") boolean prune,
        @DefaultValue("0") long maxRejected,
        @DefaultValue("true") boolean addall,
        @DefaultValue("/dev/termination-log") Path terminationLog) {}
