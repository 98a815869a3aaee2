package fusion.movies.model;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the read model follows the database.
 *
 * @param folder folder that keeps it for a restarted container; absent: a temporary one
 * @param poll interval between reads of the load records
 * @param sweep interval between scans of all rows, for manual edits
 * @param timeLimit time limit of reading all rows
 * @param awaitsLoad whether the service is not ready before the first load
 */
@ConfigurationProperties("movies.model")
record ModelProperties(
        @Nullable Path folder,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("45s") Duration sweep,
        @DefaultValue("30m") Duration timeLimit,
        @DefaultValue("false") boolean awaitsLoad) {}
