package fusion.movies.operator.database;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of replicas of the ranges. Counted on the ranges, because CockroachDB's metric of under-replicated ranges
 * is 0 before replication starts.
 *
 * @param ranges number of all ranges
 * @param fewer ranges with fewer replicas than desired
 * @param replicas desired number of replicas
 */
record Replication(int ranges, List<Range> fewer, int replicas) {

    /**
     * @param start first key, as CockroachDB prints it
     */
    record Range(String start, int replicas) {

        private static final Pattern TABLE = Pattern.compile("/(?:Tenant/\\d+/)?Table/(\\d+)(/.*)?");
        /** Lower ids are system tables. */
        private static final int FIRST_USER_TABLE = 100;

        boolean isSystems() {
            Matcher table = TABLE.matcher(start);
            return !table.matches() || Long.parseLong(table.group(1)) < FIRST_USER_TABLE;
        }
    }

    static Replication of(List<Range> ranges, int nodes) {
        int replicas = Math.min(ZoneConfiguration.REPLICAS, nodes);
        return new Replication(
                ranges.size(),
                ranges.stream().filter(range -> range.replicas() < replicas).toList(),
                replicas);
    }

    boolean isComplete() {
        return fewer.isEmpty();
    }

    /** Whether only system ranges lack replicas. */
    boolean lacksSystemsAlone() {
        return fewer.stream().allMatch(Range::isSystems);
    }

    String progress() {
        return (ranges - fewer.size()) + " of " + ranges + " ranges have " + replicas + " replicas.";
    }

    /** The sentence about ranges that still lack replicas. */
    String stragglers() {
        return " " + progress() + " Of the system ranges, "
                + String.join(", ", fewer.stream().map(Range::start).limit(3).toList())
                + (fewer.size() > 3 ? " and others have" : " has")
                + " fewer; CockroachDB replicates them in the background.";
    }
}
