package fusion.movies.schema;

import java.util.Set;

/** The purpose of a user, which determines its privileges on a table. */
enum Purpose {
    /** Reads movies, and inserts missing ones through /addall. */
    API {
        @Override
        Set<String> privileges(Table table) {
            if (table.equals(Tables.USER)) {
                return Set.of();
            }
            if (table.equals(Tables.LEASE)) {
                return Set.of("SELECT", "INSERT", "UPDATE");
            }
            return table.equals(Tables.LOAD) ? Set.of("SELECT") : Set.of("SELECT", "INSERT");
        }
    },
    LOADER {
        @Override
        Set<String> privileges(Table table) {
            return table.equals(Tables.USER) || table.equals(Tables.LEASE)
                    ? Set.of()
                    : Set.of("SELECT", "INSERT", "UPDATE", "DELETE");
        }
    };

    abstract Set<String> privileges(Table table);
}
