package fusion.movies.page;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels of URL parameters and counts on pages. */
final class Labels {

    private static final Map<String, String> FIELDS = Map.of(
            Address.TEXT, "Search",
            Address.TITLE, "Title",
            Address.PERSON, "Person",
            Address.GENRE, "Genre",
            Address.GENRE_MATCH, "Genres",
            Address.YEAR, "Year",
            Address.FROM, "From year",
            Address.TO, "To year",
            Address.SORT, "Order",
            Address.VIEW, "View");

    private Labels() {}

    /** The parameter's label in the form. */
    static String field(String parameter) {
        return FIELDS.getOrDefault(parameter, parameter);
    }

    static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    static String movies(long number) {
        return number == 1 ? "1 movie" : number(number) + " movies";
    }

    static String years(@Nullable Long from, @Nullable Long to) {
        if (from == null) {
            return "until " + to;
        }
        if (to == null) {
            return "from " + from;
        }
        return from.equals(to) ? String.valueOf(from) : from + "–" + to;
    }
}
