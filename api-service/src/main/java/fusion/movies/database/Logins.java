package fusion.movies.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The current login, read again each time because a mounted Secret changes while the pod runs. */
@FunctionalInterface
interface Logins {

    Login current() throws IOException;

    static Logins of(DatabaseProperties database) {
        Path credentials = database.credentials();
        if (credentials == null) {
            return () -> new Login(database.user(), database.password());
        }
        return () -> new Login(read(credentials.resolve("db_user")), read(credentials.resolve("db_password")));
    }

    // A manually created Secret often ends in a newline that is not part of the password.
    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
