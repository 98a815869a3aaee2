package fusion.movies.page;

import java.util.ArrayList;
import java.util.List;

/** The active filters of a search, each with the URL of the search without it. */
final class Chips {

    private Chips() {}

    static List<Chip> of(SearchRequest search) {
        Address address = search.address();
        List<Chip> chips = new ArrayList<>();
        for (String title : address.all(Address.TITLE)) {
            chips.add(new Chip("title has “%s”".formatted(title), address.without(Address.TITLE, title)));
        }
        for (String person : address.all(Address.PERSON)) {
            chips.add(new Chip(person, address.without(Address.PERSON, person)));
        }
        for (String genre : address.all(Address.GENRE)) {
            chips.add(new Chip(genre, withoutGenre(address, genre)));
        }
        for (String year : address.all(Address.YEAR)) {
            chips.add(new Chip(year, address.without(Address.YEAR, year)));
        }
        if (search.from() != null || search.to() != null) {
            chips.add(new Chip(
                    Labels.years(search.from(), search.to()),
                    address.without(Address.FROM).without(Address.TO)));
        }
        return List.copyOf(chips);
    }

    private static Address withoutGenre(Address address, String genre) {
        Address left = address.without(Address.GENRE, genre);
        return left.all(Address.GENRE).size() > 1 ? left : left.without(Address.GENRE_MATCH);
    }

    record Chip(String text, Address without) {

        String href() {
            return without.href();
        }
    }
}
