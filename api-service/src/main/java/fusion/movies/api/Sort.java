package fusion.movies.api;

import fusion.movies.http.BadFieldException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The orders that an index serves; a minus in front turns one round. Films without the value are not in such a list. */
enum Sort {
    YEAR("year", "year", true),
    YEAR_DESCENDING("-year", "year", false),
    TITLE("title", "title_folded", true),
    TITLE_DESCENDING("-title", "title_folded", false);

    private final String word;
    private final String column;
    private final boolean ascending;

    Sort(String word, String column, boolean ascending) {
        this.word = word;
        this.column = column;
        this.ascending = ascending;
    }

    static Sort of(String word) {
        return Arrays.stream(values())
                .filter(sort -> sort.word.equals(word))
                .findAny()
                .orElseThrow(() -> new BadFieldException(
                        "sort",
                        "'sort' cannot be '%s'; it is one of %s."
                                .formatted(
                                        word,
                                        Arrays.stream(values())
                                                .map(sort -> sort.word)
                                                .collect(Collectors.joining(", ")))));
    }

    String column() {
        return column;
    }

    String orderBy() {
        return ascending ? column + ", id" : column + " DESC, id DESC";
    }

    /** What comes after a film, by the same index that gives the order. */
    Condition after(Cursor cursor) {
        return new Condition(
                "(%s, id) %s (?, ?)".formatted(column, ascending ? ">" : "<"),
                List.of(column.equals("year") ? cursor.year() : cursor.value(), cursor.id()));
    }
}
