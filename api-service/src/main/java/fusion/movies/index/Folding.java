package fusion.movies.index;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The form in which names and titles are compared: without case, accents and punctuation.
 *
 * <p>Each character is folded by itself, with the marks behind it, and only then is white space collapsed. So a text that contains another but for
 * case and accents still contains it when both are folded; a rule that looked at neighbouring characters would break that.
 *
 * <p>A mark is dropped where people write the same word without it: accents of Latin, Greek and Cyrillic letters, vowel points of Arabic and Hebrew.
 * Elsewhere it makes another letter (Kana's voicing, Thai's vowels and tones, the virama of Indic scripts) and stays.
 */
final class Folding {

    /** What each character of ASCII, as most texts are, folds to: itself or its lower case, a space, or 0 for nothing at all. */
    private static final char[] ASCII = ascii();

    private Folding() {}

    private static char[] ascii() {
        char[] folded = new char[0x80];
        for (char character = 0; character < folded.length; character++) {
            StringBuilder one = new StringBuilder("-");
            append(one, character);
            folded[character] = one.length() == 1 ? 0 : one.charAt(1);
        }
        return folded;
    }

    /** Whether a character, by itself, folds to an empty text. */
    static boolean foldsToNothing(int codePoint) {
        return codePoint < ASCII.length
                ? ASCII[codePoint] == 0 || ASCII[codePoint] == ' '
                : fold(Character.toString(codePoint)).isEmpty();
    }

    static String fold(String text) {
        if (isPlain(text)) {
            return foldPlain(text);
        }
        String letters = Normalizer.normalize(withoutAccents(text), Normalizer.Form.NFC);
        StringBuilder folded = new StringBuilder(letters.length());
        letters.codePoints().forEach(codePoint -> append(folded, codePoint));
        return trimmed(folded);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= ASCII.length) {
                return false;
            }
        }
        return true;
    }

    /** Of ASCII alone: nothing to decompose. */
    private static String foldPlain(String text) {
        char[] folded = new char[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = ASCII[text.charAt(i)];
            if (character == ' ' ? length > 0 && folded[length - 1] != ' ' : character != 0) {
                folded[length++] = character;
            }
        }
        return new String(folded, 0, length > 0 && folded[length - 1] == ' ' ? length - 1 : length);
    }

    private static String trimmed(StringBuilder folded) {
        int length = folded.length();
        return length > 0 && folded.charAt(length - 1) == ' ' ? folded.substring(0, length - 1) : folded.toString();
    }

    private static String withoutAccents(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder kept = new StringBuilder(decomposed.length());
        int base = 0;
        for (int i = 0; i < decomposed.length(); ) {
            int codePoint = decomposed.codePointAt(i);
            i += Character.charCount(codePoint);
            if (Character.getType(codePoint) == Character.FORMAT) {
                continue;
            }
            if (!isMark(codePoint)) {
                base = codePoint;
                kept.appendCodePoint(codePoint);
            } else if (makesAnotherLetter(base, codePoint)) {
                kept.appendCodePoint(codePoint);
            }
        }
        return kept.toString();
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean makesAnotherLetter(int base, int mark) {
        if (!Character.isLetter(base) && Character.getType(base) != Character.COMBINING_SPACING_MARK) {
            return false;
        }
        return switch (UnicodeScript.of(base)) {
            case LATIN, GREEK, HEBREW, COMMON -> false;
            case CYRILLIC -> makesAnotherCyrillicLetter(Character.toLowerCase(base), mark);
            case ARABIC -> mark >= 0x0653 && mark <= 0x0655; // madda and hamza
            default -> true;
        };
    }

    /** й, ў, ї, ѓ and ќ are letters of their own; ё is written е as often as not. */
    private static boolean makesAnotherCyrillicLetter(int base, int mark) {
        return switch (mark) {
            case 0x0306 -> base == 'и' || base == 'у';
            case 0x0308 -> base == 'і';
            case 0x0301 -> base == 'г' || base == 'к';
            default -> false;
        };
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
        } else if (isPartOfWord(lower)) {
            folded.appendCodePoint(lower);
        } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
        }
    }

    private static boolean isPartOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || isMark(codePoint)
                || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isDropped(int codePoint) {
        return switch (codePoint) {
            // O'Hara, O’Hara and Oʻahu are found without their apostrophe, Jr. without its period; Arabic's tatweel is
            // none of its letters.
            case '\'', '’', '‘', '‛', 'ʻ', 'ʼ', 'ʹ', '′', '`', '.', 'ـ' -> true;
            default -> false;
        };
    }

    /** Letters that Unicode does not decompose, as one types them on another keyboard. */
    private static @Nullable String spelling(int lower) {
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
