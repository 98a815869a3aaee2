package fusion.movies.schema;

import java.util.Set;

/** What a user is for, and so what it may do with a table. */
enum Purpose {
    /** Reads movies, and through /addall adds missing ones. */
    API {
        @Override
        Set<String> privileges(Table table) {
            if (table == Tables.USER) {
                return Set.of();
            }
            if (table == Tables.LEASE) {
                return Set.of("SELECT", "INSERT", "UPDATE");
            }
            return table == Tables.LOAD ? Set.of("SELECT") : Set.of("SELECT", "INSERT");
        }
    },
    LOADER {
        @Override
        Set<String> privileges(Table table) {
            return table == Tables.USER || table == Tables.LEASE
                    ? Set.of()
                    : Set.of("SELECT", "INSERT", "UPDATE", "DELETE");
        }
    };

    abstract Set<String> privileges(Table table);
}
