package fusion.movies.schema;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The schema that a stack needs: its tables are always the same, so only the names that differ between stacks are here.
 *
 * @param maintenanceDatabase where to connect to before the database exists
 */
public record DesiredSchema(String database, String maintenanceDatabase, User api, User loader) {

    /** Both engines have a database of this name from the start. */
    private static final String ALWAYS_THERE = "postgres";

    public DesiredSchema(String database, User api, User loader) {
        this(database, ALWAYS_THERE, api, loader);
    }

    public DesiredSchema {
        if (api.name().equals(loader.name())) {
            throw new IllegalArgumentException("The API and the loader cannot share the user '" + api.name()
                    + "': the loader may change movies, the API may not. Name another user in the credentials Secret.");
        }
    }

    Map<Purpose, String> userNames() {
        Map<Purpose, String> names = new EnumMap<>(Purpose.class);
        names.put(Purpose.API, api.name());
        names.put(Purpose.LOADER, loader.name());
        return names;
    }

    List<Table> tables() {
        return Tables.ALL;
    }
}
