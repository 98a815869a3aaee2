package fusion.movies.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Where a page ended.
 *
 * @param value what the page's last movie is sorted by; of what kind that is, its {@link Sort} tells
 * @param id of that movie
 */
public record Cursor(String value, long id) {

    private static final int DIGEST = 8;

    /**
     * As text for a link.
     *
     * @param binding all that makes the cursor useless elsewhere: sorting, filters, text, where sorted by relevance the data's version
     */
    public String encode(String binding) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(DIGEST + Long.BYTES + text.length)
                .put(Keys.sha256(binding), 0, DIGEST)
                .putLong(id)
                .put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Anyone can make the digest of a binding, so the value is not trusted either.
     *
     * @throws IllegalArgumentException where the text is no cursor, or one of another binding
     */
    public static Cursor decode(String text, String binding, Sort sort) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length < DIGEST + Long.BYTES || !Arrays.equals(bytes, 0, DIGEST, Keys.sha256(binding), 0, DIGEST)) {
            throw new IllegalArgumentException("The cursor is of another search, or of no search at all.");
        }
        int head = DIGEST + Long.BYTES;
        String value = new String(bytes, head, bytes.length - head, StandardCharsets.UTF_8);
        check(value, sort);
        return new Cursor(value, ByteBuffer.wrap(bytes).getLong(DIGEST));
    }

    private static void check(String value, Sort sort) {
        switch (sort) {
            case RELEVANCE -> Integer.parseInt(value);
            case YEAR, YEAR_DESCENDING -> {
                int space = value.indexOf(' ') + 1;
                Long.parseLong(value, 0, Math.max(0, space - 1), 10);
                Long.parseLong(value, space, value.length(), 10);
            }
            case TITLE, TITLE_DESCENDING -> {}
        }
    }
}
