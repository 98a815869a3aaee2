package fusion.movies.api;

import fusion.movies.http.BadFieldException;

/** A search text as a client sent it. */
final class Term {

    /** The longest title has 364 characters. */
    static final int LONGEST = 500;

    /** Three of them are no longer than a term. */
    private static final int LONGEST_PART = 160;

    private Term() {}

    static String checked(String field, String value) {
        return checked(field, value, LONGEST);
    }

    /** One of up to three parts of a name. */
    static String part(String field, String value) {
        return checked(field, value, LONGEST_PART);
    }

    private static String checked(String field, String value, int longest) {
        if (value.isEmpty()) {
            throw new BadFieldException(field, "'%s' is empty; give a text to search for.".formatted(field));
        }
        if (value.length() > longest) {
            throw new BadFieldException(
                    field, "'%s' has %d characters; the maximum is %d.".formatted(field, value.length(), longest));
        }
        if (value.codePoints().anyMatch(Term::isNoText)) {
            throw new BadFieldException(
                    field, "'%s' has a NUL or an unpaired surrogate, which no movie has; remove it.".formatted(field));
        }
        return value;
    }

    private static boolean isNoText(int character) {
        return character == 0 || Character.getType(character) == Character.SURROGATE;
    }
}
