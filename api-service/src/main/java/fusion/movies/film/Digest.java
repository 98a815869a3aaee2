package fusion.movies.film;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** SHA-256 over values in order, each marked by its length so that no two sequences run into the same bytes. */
final class Digest {

    private static final int ABSENT = -1;

    private final MessageDigest sha256;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one does not", e);
        }
    }

    Digest add(long value) {
        sha256.update(number.putLong(0, value).array());
        return this;
    }

    Digest add(Long value) {
        return value == null ? add(ABSENT) : add(Long.BYTES).add(value.longValue());
    }

    Digest add(String text) {
        if (text == null) {
            return add(ABSENT);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return add(bytes.length).bytes(bytes);
    }

    /** Without its length: the digest of a text that stands alone. */
    static Digest ofAlone(String text) {
        return new Digest().bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Digest add(List<String> texts) {
        add(texts.size());
        texts.forEach(this::add);
        return this;
    }

    private Digest bytes(byte[] bytes) {
        sha256.update(bytes);
        return this;
    }

    long first64Bits() {
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }
}
