package fusion.movies.page;

import fusion.movies.index.Count;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The number of movies per decade, as bars that link to them. */
record Decades(List<Bar> bars) {

    private static final int TALLEST = 100;

    /**
     * @param all all decades with movies, so that the bars have the same positions for every search
     * @param found the counts to show
     * @param address the search that the bars narrow
     */
    static Decades of(List<Count> all, List<Count> found, Address address, @Nullable Long from, @Nullable Long to) {
        Map<String, Long> counts = new HashMap<>();
        found.forEach(decade -> counts.put(decade.name(), decade.movies()));
        long most = Math.max(
                1, counts.values().stream().mapToLong(Long::longValue).max().orElse(1));
        return new Decades(all.stream()
                .map(decade -> bar(decade.name(), counts.getOrDefault(decade.name(), 0L), most, address, from, to))
                .toList());
    }

    private static Bar bar(
            String decade, long movies, long most, Address address, @Nullable Long from, @Nullable Long to) {
        long first = Long.parseLong(decade.substring(0, decade.length() - 1));
        long last = first + 9;
        int height = movies == 0 ? 0 : Math.max(2, (int) (movies * TALLEST / most));
        return new Bar(
                decade,
                address.without(Address.YEAR)
                        .set(Address.FROM, String.valueOf(first))
                        .set(Address.TO, String.valueOf(last))
                        .href(),
                Labels.movies(movies),
                height,
                TALLEST - height,
                (from == null || from <= last) && (to == null || to >= first),
                first,
                last);
    }

    boolean areSeveral() {
        return bars.size() > 1;
    }

    long firstYear() {
        return bars.getFirst().first();
    }

    long lastYear() {
        return bars.getLast().last();
    }

    /** @param inside whether the requested years overlap it */
    record Bar(String decade, String href, String count, int height, int top, boolean inside, long first, long last) {}
}
