package fusion.movies.operator.database;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many replicas the ranges have. Counted from the ranges themselves: CockroachDB's metric of under-replicated ranges is
 * 0 before anything moves.
 *
 * @param ranges all of them
 * @param fewer those with fewer replicas than they should have
 * @param replicas as many as each should have
 */
record Replication(int ranges, List<Range> fewer, int replicas) {

    /**
     * @param start first key, as CockroachDB prints it
     */
    record Range(String start, int replicas) {

        private static final Pattern TABLE = Pattern.compile("/(?:Tenant/\\d+/)?Table/(\\d+)(/.*)?");
        /** Lower ids are of the system's own tables. */
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

    /** Whether all that is missing is of the system's own data. */
    boolean lacksSystemsAlone() {
        return fewer.stream().allMatch(Range::isSystems);
    }

    String progress() {
        return (ranges - fewer.size()) + " of " + ranges + " ranges have " + replicas + " replicas.";
    }

    /** The sentence about ranges that lack replicas while the rest is done. */
    String stragglers() {
        return " " + progress() + " Of the system ranges, "
                + String.join(", ", fewer.stream().map(Range::start).limit(3).toList())
                + (fewer.size() > 3 ? " and others have" : " has")
                + " fewer; CockroachDB replicates them in the background.";
    }
}
