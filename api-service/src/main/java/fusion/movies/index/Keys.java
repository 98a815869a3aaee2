package fusion.movies.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** Texts and numbers as terms of the index, by which equality is asked. */
final class Keys {

    /** Lucene refuses terms of more than 32,766 bytes; the rest of a longer text is represented by a digest. */
    private static final int LONGEST = 1_000;

    private static final int CHARACTERS_KEPT = 200;

    /** Stands in no text: the databases refuse it. */
    static final char SEPARATOR = '\0';

    private Keys() {}

    /** Of a name or genre: as folded; one that is nothing but punctuation as it is written, which no folded text equals. */
    static String ofName(String name) {
        String folded = Folding.fold(name);
        return bounded(folded.isEmpty() ? name : folded);
    }

    static String bounded(String text) {
        if (text.length() <= LONGEST / 3 || text.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return text;
        }
        return start(text, CHARACTERS_KEPT) + SEPARATOR + digest(text);
    }

    /** The first characters, never half a one. */
    static String start(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }

    static BytesRef ofNumber(long number) {
        byte[] bytes = new byte[Long.BYTES];
        NumericUtils.longToSortableBytes(number, bytes, 0);
        return new BytesRef(bytes);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one does not", e);
        }
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }
}
