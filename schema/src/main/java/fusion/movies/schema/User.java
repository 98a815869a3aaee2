package fusion.movies.schema;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A database user, as its Secret defines it. */
public record User(String name, String password) {

    private static final Pattern ALLOWED = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Set<String> RESERVED = Set.of("root", "node", "admin", "postgres", "public", "none");

    public User {
        refusal(name).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
        if (password == null || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "The password of user '" + name + "' is empty; give it one in its Secret's key db_password.");
        }
    }

    /** Why a user name is refused, as a sentence for a condition; empty if it is allowed. */
    public static Optional<String> refusal(String name) {
        if (name == null || name.isEmpty()) {
            return Optional.of("The user name is empty; give one in the Secret's key db_user.");
        }
        if (!ALLOWED.matcher(name).matches()) {
            return Optional.of("The user name '" + name
                    + "' is not allowed; use at most 63 lower-case letters, digits and underscores, "
                    + "beginning with a letter or an underscore.");
        }
        if (RESERVED.contains(name) || name.startsWith("pg_") || name.startsWith("crdb_")) {
            return Optional.of("The user name '" + name
                    + "' is reserved by the database; choose another one, such as 'movies_api'.");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "User[" + name + "]";
    }
}
