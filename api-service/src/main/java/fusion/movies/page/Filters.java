package fusion.movies.page;

import fusion.movies.index.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of filters of a search.
 *
 * @param genres genres shown initially
 * @param otherGenres genres shown on demand
 * @param hidden parameters that the form does not change
 * @param several whether more than one genre is selected, which enables the choice between any and all
 */
record Filters(
        List<Genre> genres,
        List<Genre> otherGenres,
        boolean several,
        boolean any,
        @Nullable Long from,
        @Nullable Long to,
        Decades decades,
        List<Hidden> hidden) {

    private static final int AT_ONCE = 10;
    private static final List<String> FIELDS = List.of(Address.GENRE, Address.GENRE_MATCH, Address.FROM, Address.TO);

    /**
     * @param all every genre, in display order
     * @param found number of the search's movies per genre
     */
    static Filters of(SearchRequest search, List<Count> all, List<Count> found, Decades decades) {
        List<Genre> genres = genres(search, all, found);
        int atOnce = Math.min(genres.size(), AT_ONCE);
        return new Filters(
                genres.subList(0, atOnce),
                genres.subList(atOnce, genres.size()),
                search.address().all(Address.GENRE).size() > 1,
                search.isAnyGenre(),
                search.from(),
                search.to(),
                decades,
                hidden(search.address()));
    }

    /** Selected ones first, so that they are always visible. */
    private static List<Genre> genres(SearchRequest search, List<Count> all, List<Count> found) {
        Map<String, Long> counts = new HashMap<>();
        found.forEach(genre -> counts.put(genre.name(), genre.movies()));
        List<Genre> genres = new ArrayList<>();
        List<String> chosen = new ArrayList<>(search.address().all(Address.GENRE));
        for (String name : chosen) {
            String spelt = all.stream()
                    .map(Count::name)
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElse(name);
            genres.add(new Genre(spelt, name, Labels.number(counts.getOrDefault(spelt, 0L)), true));
        }
        for (Count genre : all) {
            Long movies = counts.getOrDefault(genre.name(), 0L);
            if (movies > 0 && chosen.stream().noneMatch(genre.name()::equalsIgnoreCase)) {
                genres.add(new Genre(genre.name(), genre.name(), Labels.number(movies), false));
            }
        }
        return genres;
    }

    private static List<Hidden> hidden(Address address) {
        List<Hidden> hidden = new ArrayList<>();
        address.values().forEach((name, values) -> {
            if (!FIELDS.contains(name)) {
                values.forEach(value -> hidden.add(new Hidden(name, value)));
            }
        });
        return hidden;
    }

    /** @param value as in the URL, which may be spelt differently */
    record Genre(String name, String value, String count, boolean chosen) {}

    record Hidden(String name, String value) {}
}
