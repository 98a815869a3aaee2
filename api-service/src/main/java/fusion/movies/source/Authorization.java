package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SettingsWrong;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Authorization header for the source's server. */
final class Authorization {

    private Authorization() {}

    /**
     * @param folder folder with {@code username} and {@code password}, or with {@code token}; absent if none is needed
     */
    static Optional<String> header(@Nullable Path folder) {
        if (folder == null) {
            return Optional.empty();
        }
        if (Files.exists(folder.resolve("token"))) {
            return Optional.of("Bearer " + read(folder.resolve("token")));
        }
        if (Files.exists(folder.resolve("username")) && Files.exists(folder.resolve("password"))) {
            String login = read(folder.resolve("username")) + ":" + read(folder.resolve("password"));
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        throw new SourceException(
                SettingsWrong,
                "The credentials of the source have neither the key 'token' nor the keys 'username' and 'password'; add them to the Secret.");
    }

    /** A manually created Secret often ends in a newline that is not part of the value. */
    private static String read(Path file) {
        try {
            String value = Files.readString(file).strip();
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new SourceException(
                        SettingsWrong,
                        "The key '" + file.getFileName()
                                + "' of the source's credentials has more than one line, or a control character.");
            }
            return value;
        } catch (IOException e) {
            throw new SourceException(
                    SettingsWrong,
                    "The key '" + file.getFileName() + "' of the source's credentials cannot be read.",
                    e);
        }
    }
}
