package fusion.movies.film;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;

/**
 * The form in which names and titles are searched: without case, accents and punctuation.
 *
 * <p>Each character is folded by itself, whatever stands beside it, and only then is white space collapsed. So a text that contains another but for
 * case and accents still contains it when both are folded; a rule that looked at neighbours would break that.
 */
public final class Folding {

    /** To be raised when a rule changes: films are then written again by the next load. */
    static final int VERSION = 1;

    private Folding() {}

    public static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); ) {
            int codePoint = decomposed.codePointAt(i);
            append(folded, codePoint);
            i += Character.charCount(codePoint);
        }
        int length = folded.length();
        if (length > 0 && folded.charAt(length - 1) == ' ') {
            folded.setLength(length - 1);
        }
        return folded.toString();
    }

    public static List<String> fold(Collection<String> texts) {
        return texts.stream().map(Folding::fold).distinct().toList();
    }

    private static void append(StringBuilder folded, int codePoint) {
        if (isDropped(codePoint)) {
            return;
        }
        // By way of upper case, which letters with two lower-case forms share: sigma, and the i without a dot.
        int lower = Character.toLowerCase(Character.toUpperCase(codePoint));
        String spelt = spelling(lower);
        if (spelt != null) {
            folded.append(spelt);
        } else if (Character.isLetterOrDigit(lower) || Character.getType(lower) == Character.COMBINING_SPACING_MARK) {
            folded.appendCodePoint(lower);
        } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
        }
    }

    private static boolean isDropped(int codePoint) {
        return switch (codePoint) {
            // O'Hara, O’Hara and Oʻahu are found without their apostrophe, Jr. without its period.
            case '\'', '’', '‘', '‛', 'ʻ', 'ʼ', 'ʹ', '′', '`', '.' -> true;
            default ->
                switch (Character.getType(codePoint)) {
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
                    default -> false;
                };
        };
    }

    /** Letters that are no accented form of another one to Unicode, as one types them without them. */
    private static String spelling(int lower) {
        return switch (lower) {
            case 'ø' -> "o";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'ð', 'đ' -> "d";
            case 'ł' -> "l";
            case 'ħ' -> "h";
            case 'þ' -> "th";
            case 'ß' -> "ss";
            default -> null;
        };
    }
}
