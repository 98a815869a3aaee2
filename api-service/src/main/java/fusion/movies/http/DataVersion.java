package fusion.movies.http;

import java.util.Optional;

/** Names the state of the films: the same name, the same answers. Empty while it is not known, as when the database is away. */
@FunctionalInterface
public interface DataVersion {

    Optional<String> current();
}
