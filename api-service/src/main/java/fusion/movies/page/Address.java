package fusion.movies.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The URL parameters of a search. Immutable, and always in the order of {@link #NAMES}, so that each search has one URL. */
record Address(Map<String, List<String>> values) {

    static final String TEXT = "q";
    static final String TITLE = "title";
    static final String PERSON = "cast";
    static final String GENRE = "genre";
    static final String GENRE_MATCH = "genre_match";
    static final String YEAR = "year";
    static final String FROM = "year_from";
    static final String TO = "year_to";
    static final String SORT = "sort";
    static final String VIEW = "view";

    static final List<String> NAMES = List.of(TEXT, TITLE, PERSON, GENRE, GENRE_MATCH, YEAR, FROM, TO, SORT, VIEW);

    static final Address ALL = new Address(Map.of());

    private static final String PATH = "search";

    static Address of(String name, String value) {
        return ALL.with(name, value);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    /** With an additional value of this name. */
    Address with(String name, String value) {
        List<String> all = new ArrayList<>(all(name));
        all.add(value);
        return replaced(name, List.copyOf(all));
    }

    /** With this value as the only one of this name. */
    Address set(String name, String value) {
        return replaced(name, List.of(value));
    }

    Address without(String name) {
        return replaced(name, List.of());
    }

    Address without(String name, String value) {
        return replaced(
                name, all(name).stream().filter(each -> !each.equals(value)).toList());
    }

    private Address replaced(String name, List<String> value) {
        Map<String, List<String>> next = new LinkedHashMap<>();
        for (String each : NAMES) {
            List<String> kept = each.equals(name) ? value : all(each);
            if (!kept.isEmpty()) {
                next.put(each, kept);
            }
        }
        return new Address(next);
    }

    /** Relative to the root of the service. */
    String href() {
        return values.isEmpty() ? PATH : PATH + '?' + query();
    }

    /** As {@link #href}, with further parameters. */
    String href(Map<String, String> further) {
        StringBuilder query = new StringBuilder(query());
        further.forEach((name, value) -> append(query, name, value));
        return query.isEmpty() ? PATH : PATH + '?' + query;
    }

    String query() {
        StringBuilder query = new StringBuilder();
        values.forEach((name, all) -> all.forEach(value -> append(query, name, value)));
        return query.toString();
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(URLEncoder.encode(value, UTF_8));
    }
}
