package fusion.movies.model;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the read model follows the database.
 *
 * @param folder where it is kept for a restarted container; absent: a temporary one
 * @param poll how often the load records are looked at
 * @param sweep how often all rows are looked at, for edits made by hand
 * @param timeLimit how long one reading of all rows may take
 * @param awaitsLoad whether the service is not ready before movies were loaded once
 */
@ConfigurationProperties("movies.model")
record ModelProperties(
        @Nullable Path folder,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("45s") Duration sweep,
        @DefaultValue("10m") Duration timeLimit,
        @DefaultValue("false") boolean awaitsLoad) {}
