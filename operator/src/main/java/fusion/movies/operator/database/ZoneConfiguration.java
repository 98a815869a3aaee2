package fusion.movies.operator.database;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A zone configuration of CockroachDB, which defines how it replicates a part of its data.
 *
 * @param target such as {@code RANGE default} or {@code TABLE system.public.tenant_usage}; null if it has none
 * @param sql the statement that creates it
 */
record ZoneConfiguration(@Nullable String target, @Nullable String sql) {

    static final int REPLICAS = 3;

    private static final Pattern ONE_REPLICA = Pattern.compile("\\bnum_replicas\\s*=\\s*1\\b");

    /**
     * The statements that raise every configuration with one replica. A single node sets that in several, including
     * those of system data, and they stay unchanged when other nodes join.
     */
    static List<String> raised(List<ZoneConfiguration> present) {
        return present.stream().flatMap(one -> one.raised().stream()).toList();
    }

    private Optional<String> raised() {
        return target != null && sql != null && ONE_REPLICA.matcher(sql).find()
                ? Optional.of("ALTER " + target + " CONFIGURE ZONE USING num_replicas = " + REPLICAS)
                : Optional.empty();
    }
}
