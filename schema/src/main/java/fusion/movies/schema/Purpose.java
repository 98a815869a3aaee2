package fusion.movies.schema;

import java.util.Set;

/** What a user is for, and so what it may do with a table. */
enum Purpose {
    /** Reads movies, and through /addall adds missing ones. */
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
