package fusion.movies.movie;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SHA-256 over a sequence of values, each prefixed by its length so that different sequences never yield the same bytes. */
final class Sha256 {

    private static final int ABSENT = -1;

    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one does not", e);
        }
    }

    Sha256 add(long value) {
        digest.update(number.putLong(0, value).array());
        return this;
    }

    Sha256 add(@Nullable Long value) {
        return value == null ? add(ABSENT) : add(Long.BYTES).add(value.longValue());
    }

    Sha256 add(@Nullable String text) {
        if (text == null) {
            return add(ABSENT);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    Sha256 add(List<String> texts) {
        add(texts.size());
        texts.forEach(this::add);
        return this;
    }

    /** Without a length prefix: the digest of a single text. */
    Sha256 bytes(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    long first64Bits() {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
