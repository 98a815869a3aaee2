package fusion.movies.api;

import fusion.movies.http.BadFieldException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended: the value it is sorted by and the id of its last film. */
record Cursor(String value, long id) {

    static Cursor of(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 2);
            return new Cursor(Term.checked("after", parts[0]), Long.parseLong(parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notOurs) {
            throw bad();
        }
    }

    long year() {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException ofAnotherSort) {
            throw bad();
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((value + "\n" + id).getBytes(StandardCharsets.UTF_8));
    }

    private static BadFieldException bad() {
        return new BadFieldException(
                "after", "'after' is not where a page of this order ended; follow the link 'next' as it was given.");
    }
}
