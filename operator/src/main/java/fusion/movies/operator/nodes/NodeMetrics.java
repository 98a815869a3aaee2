package fusion.movies.operator.nodes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cluster's state in one node's {@code /_status/vars}.
 *
 * @param ranges 0 for the first seconds, until ranges are counted
 * @param liveNodes 0 if the node does not know; then the other numbers mean nothing, either
 */
public record NodeMetrics(long ranges, long underreplicated, long unavailable, long liveNodes) {

    /** By name only: the labels differ between versions. */
    private static final Pattern LINE = Pattern.compile("^(\\w+)(?:\\{[^}]*})?\\s+(\\S+)");

    public static NodeMetrics parse(String text) {
        long ranges = 0;
        long underreplicated = 0;
        long unavailable = 0;
        long liveNodes = 0;
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.find()) {
                switch (matcher.group(1)) {
                    // One value per store.
                    case "ranges" -> ranges += number(matcher.group(2));
                    case "ranges_underreplicated" -> underreplicated += number(matcher.group(2));
                    case "ranges_unavailable" -> unavailable += number(matcher.group(2));
                    case "liveness_livenodes" -> liveNodes = Math.max(liveNodes, number(matcher.group(2)));
                    default -> {
                        // Ignores thousands of other metrics.
                    }
                }
            }
        }
        return new NodeMetrics(ranges, underreplicated, unavailable, liveNodes);
    }

    /** Why no other node can be stopped now; empty if one can. */
    public Optional<String> lacks(int nodes) {
        if (liveNodes != nodes) {
            return Optional.of(liveNodes + " of " + nodes + " live nodes");
        }
        if (ranges == 0) {
            return Optional.of("no ranges yet");
        }
        if (unavailable > 0) {
            return Optional.of(unavailable + " unavailable ranges");
        }
        return underreplicated > 0 ? Optional.of(underreplicated + " under-replicated ranges") : Optional.empty();
    }

    private static long number(String text) {
        try {
            return Math.round(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
