package fusion.movies.api;

import fusion.movies.http.BadFieldException;

/** A text to search for, as a client sent it. */
final class Term {

    /** The longest title has 364 characters. */
    static final int LONGEST = 500;

    private Term() {}

    static String checked(String field, String value) {
        if (value.isEmpty()) {
            throw new BadFieldException(field, "'%s' is empty; give a text to search for.".formatted(field));
        }
        if (value.length() > LONGEST) {
            throw new BadFieldException(
                    field,
                    "'%s' has %d characters; the longest that is searched for has %d."
                            .formatted(field, value.length(), LONGEST));
        }
        if (value.codePoints().anyMatch(Term::isNoText)) {
            throw new BadFieldException(
                    field, "'%s' holds a NUL or half a character, which no film has; leave it out.".formatted(field));
        }
        return value;
    }

    private static boolean isNoText(int character) {
        return character == 0 || Character.getType(character) == Character.SURROGATE;
    }
}
