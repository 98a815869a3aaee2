package fusion.movies.operator.stack;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Encodes and decodes the base64 text in a Secret. */
public final class SecretData {

    private SecretData() {}

    /**
     * The value of a key; empty if the key is missing or its value is blank.
     *
     * <p>Stripped: a Secret created by hand often ends in a newline that is not part of the password. The API's pods
     * read the mounted file in the same way.
     */
    public static Optional<String> text(Secret secret, String key) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(key))
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8).strip())
                .filter(value -> !value.isEmpty());
    }

    public static Map<String, String> encode(Map<String, String> texts) {
        Map<String, String> encoded = new HashMap<>();
        texts.forEach((key, text) ->
                encoded.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        return encoded;
    }
}
