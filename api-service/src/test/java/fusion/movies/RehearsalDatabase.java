package fusion.movies;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database with some thousand movies for api-service/aot-cache: prints the service's settings for it, and stays until its input ends. */
public final class RehearsalDatabase {

    private static final int COPIES = 200;

    private RehearsalDatabase() {}

    static void main() throws IOException, SQLException {
        TestDatabase database = TestFilms.hardToFind();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO movies (id, position, title, year, extract, thumbnail, thumbnail_width, thumbnail_height, href, cast_list, genres)
                    SELECT id + n, position + n * 1000, title || ' ' || n, year + mod(n, 9), extract, thumbnail, thumbnail_width, thumbnail_height, href,
                        cast_list, genres
                    FROM movies, generate_series(1, %d) AS n""".formatted(COPIES));
        }
        database.apiEnvironment().forEach((name, value) -> System.out.println(name + "=" + value));
        System.out.println();
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        System.exit(0);
    }
}
