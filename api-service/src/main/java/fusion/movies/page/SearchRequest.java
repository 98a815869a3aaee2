package fusion.movies.page;

import fusion.movies.index.Cursor;
import fusion.movies.index.Facet;
import fusion.movies.index.MovieFilter;
import fusion.movies.index.MovieQuery;
import fusion.movies.index.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A search as sent by a browser. Invalid parameters are ignored with a notice instead of an error, since a person
 * corrects them on the page.
 *
 * @param notices sentences about ignored parameters
 * @param after cursor of the first movie shown, as sent; absent: the first
 * @param shown number of movies on the page
 */
record SearchRequest(
        Address address, List<Notice> notices, @Nullable String after, int shown) {

    static final int PAGE = 24;
    /** Maximum per page, so that it stays light for a phone; the link at its end continues. */
    static final int MOST_SHOWN = 10 * PAGE;

    static final Map<String, Sort> SORTS = sorts();

    private static final String AFTER = "after";
    private static final String SHOWN = "shown";
    private static final int LONGEST = 500;
    private static final int MOST_VALUES = 10;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    static SearchRequest of(MultiValueMap<String, String> given) {
        Reading reading = new Reading();
        given.forEach((name, values) -> values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .forEach(value -> reading.read(name, value)));
        return reading.result();
    }

    Sort sort() {
        return address.one(Address.SORT).map(SORTS::get).orElse(hasText() ? Sort.RELEVANCE : Sort.YEAR_DESCENDING);
    }

    boolean hasText() {
        return !address.all(Address.TEXT).isEmpty();
    }

    boolean isList() {
        return address.one(Address.VIEW).isPresent();
    }

    @Nullable
    Long from() {
        return number(Address.FROM);
    }

    @Nullable
    Long to() {
        return number(Address.TO);
    }

    /**
     * @throws IllegalArgumentException if the movies have changed since the cursor was issued, or it belongs to another
     * search
     */
    MovieQuery query(String data, Set<Facet> facets) {
        return new MovieQuery(
                text(),
                filter(),
                sort(),
                Optional.ofNullable(after).map(cursor -> Cursor.decode(cursor, binding(data), sort())),
                shown,
                facets);
    }

    /** A search that only counts. */
    MovieQuery counting(Set<Facet> facets) {
        return new MovieQuery(text(), filter(), Sort.YEAR, Optional.empty(), 1, facets);
    }

    /** The same with another address. */
    SearchRequest at(Address other) {
        return new SearchRequest(other, List.of(), null, shown);
    }

    String encoded(Cursor cursor, String data) {
        return cursor.encode(binding(data));
    }

    private String binding(String data) {
        return "page " + address.without(Address.VIEW).query() + (sort() == Sort.RELEVANCE ? " " + data : "");
    }

    private @Nullable String text() {
        return address.one(Address.TEXT).orElse(null);
    }

    private MovieFilter filter() {
        return new MovieFilter(
                address.all(Address.TITLE),
                address.all(Address.PERSON),
                address.all(Address.GENRE),
                isAnyGenre(),
                address.all(Address.YEAR).stream().map(Long::valueOf).toList(),
                from(),
                to(),
                List.of());
    }

    boolean isAnyGenre() {
        return address.one(Address.GENRE_MATCH).isPresent();
    }

    private @Nullable Long number(String name) {
        return address.one(name).map(Long::valueOf).orElse(null);
    }

    private static Map<String, Sort> sorts() {
        Map<String, Sort> sorts = new LinkedHashMap<>();
        sorts.put("relevance", Sort.RELEVANCE);
        sorts.put("-year", Sort.YEAR_DESCENDING);
        sorts.put("year", Sort.YEAR);
        sorts.put("title", Sort.TITLE);
        sorts.put("-title", Sort.TITLE_DESCENDING);
        return sorts;
    }

    private static final class Reading {

        private final List<Notice> notices = new ArrayList<>();
        private Address address = Address.ALL;
        private @Nullable String after;
        private int shown = PAGE;

        private void read(String name, String value) {
            switch (name) {
                case Address.TEXT -> once(name, text(name, value));
                case Address.TITLE, Address.PERSON, Address.GENRE -> several(name, text(name, value));
                case Address.YEAR -> several(name, number(name, value));
                case Address.FROM, Address.TO -> once(name, number(name, value));
                case Address.GENRE_MATCH -> once(name, word(name, value, "any", "all"));
                case Address.SORT -> once(name, word(name, value, SORTS.keySet().toArray(String[]::new)));
                case Address.VIEW -> once(name, word(name, value, "list", "grid"));
                case AFTER -> after = value;
                case SHOWN -> shown = shown(value);
                default -> leftOut("“%s” is unknown on this page".formatted(name));
            }
        }

        private void once(String name, Optional<String> value) {
            if (value.isPresent() && address.one(name).isPresent()) {
                leftOut("“%s” can be given only once; “%s” is another value"
                        .formatted(Labels.field(name), value.get()));
                return;
            }
            value.ifPresent(each -> address = address.set(name, each));
        }

        private void several(String name, Optional<String> value) {
            if (value.isEmpty() || address.all(name).contains(value.get())) {
                return;
            }
            if (address.all(name).size() == MOST_VALUES) {
                leftOut("“%s” can be given %d times; “%s” is one too many"
                        .formatted(Labels.field(name), MOST_VALUES, value.get()));
                return;
            }
            address = address.with(name, value.get());
        }

        private Optional<String> text(String name, String value) {
            if (value.length() > LONGEST) {
                leftOut("“%s” has %s characters, and no movie has more than %d"
                        .formatted(Labels.field(name), Labels.number(value.length()), LONGEST));
                return Optional.empty();
            }
            if (value.indexOf('\0') >= 0) {
                leftOut("“%s” has a character that no movie has".formatted(Labels.field(name)));
                return Optional.empty();
            }
            return Optional.of(value);
        }

        private Optional<String> number(String name, String value) {
            if (!NUMBER.matcher(value).matches()) {
                leftOut("“%s” must be a year such as 1994, not “%s”".formatted(Labels.field(name), shortened(value)));
                return Optional.empty();
            }
            return Optional.of(String.valueOf(Long.parseLong(value)));
        }

        private Optional<String> word(String name, String value, String... words) {
            if (!List.of(words).contains(value)) {
                leftOut("“%s” cannot be “%s”".formatted(Labels.field(name), shortened(value)));
                return Optional.empty();
            }
            return Optional.of(value);
        }

        private int shown(String value) {
            return NUMBER.matcher(value).matches() ? Math.clamp(Long.parseLong(value), PAGE, MOST_SHOWN) : PAGE;
        }

        private void leftOut(String reason) {
            notices.add(new Notice(reason + ", so it was ignored.", null));
        }

        private static String shortened(String value) {
            return value.length() <= 40 ? value : value.substring(0, 40) + " …";
        }

        private SearchRequest result() {
            if (address.all(Address.TEXT).isEmpty() && address.all(Address.SORT).contains("relevance")) {
                leftOut("Sorting by best match needs search words");
                address = address.without(Address.SORT);
            }
            usual(Address.GENRE_MATCH, "all");
            usual(Address.VIEW, "grid");
            usual(Address.SORT, address.all(Address.TEXT).isEmpty() ? "-year" : "relevance");
            return new SearchRequest(address, List.copyOf(notices), after, shown);
        }

        // Defaults are omitted from URLs.
        private void usual(String name, String value) {
            if (address.all(name).contains(value)) {
                address = address.without(name);
            }
        }
    }
}
