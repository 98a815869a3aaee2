package fusion.movies.schema;

import static fusion.movies.schema.Sql.identifier;
import static fusion.movies.schema.Sql.literal;

import fusion.movies.schema.Catalog.Fact;
import fusion.movies.schema.Catalog.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The statements that migrate a catalog to the desired schema, sentences about differences that a person must resolve, and the statements that drop what earlier revisions created.
 */
record SchemaPlan(List<String> statements, List<String> untouched, List<String> leftovers) {

    static SchemaPlan between(Catalog catalog, DesiredSchema desired) {
        Builder builder = new Builder(catalog, desired);
        builder.tables();
        // Before columns: adding one may wait for a schema job of CockroachDB, and until it is granted the API is
        // refused.
        builder.users();
        builder.columns();
        return new SchemaPlan(builder.statements, builder.untouched, FormerLayout.drops(catalog));
    }

    private static final class Builder {
        private final Catalog catalog;
        private final DesiredSchema desired;
        private final List<String> statements = new ArrayList<>();
        private final List<String> untouched = new ArrayList<>();

        Builder(Catalog catalog, DesiredSchema desired) {
            this.catalog = catalog;
            this.desired = desired;
        }

        void tables() {
            // First, so that an operator killed in between never leaves a new, empty table that counts as loaded.
            if (isThere(Tables.LOAD) && !isThere(Tables.MOVIES)) {
                statements.add("DELETE FROM movies_load");
            }
            desired.tables().stream()
                    .filter(table -> !isThere(table))
                    .forEach(table -> statements.add(table.createStatement()));
        }

        void columns() {
            desired.tables().stream().filter(this::isThere).forEach(table -> {
                columns(table);
                key(table);
            });
        }

        private boolean isThere(Table table) {
            return catalog.has(Kind.COLUMN, table.name());
        }

        private void columns(Table table) {
            for (Column column : table.columns()) {
                catalog.about(Kind.COLUMN, table.name())
                        .filter(found -> found.detail().equals(column.name()))
                        .findAny()
                        .ifPresentOrElse(found -> type(table, column, found), () -> add(table, column));
            }
            Set<String> known =
                    new TreeSet<>(table.columns().stream().map(Column::name).toList());
            for (Fact demanded : catalog.about(Kind.DEMANDED, table.name()).toList()) {
                if (!known.contains(demanded.detail())) {
                    untouched.add("Column " + table.name() + "." + demanded.detail()
                            + " is not the stack's, is NOT NULL and has no default, "
                            + "so no row can be added; give it a default or drop NOT NULL.");
                }
            }
        }

        private void type(Table table, Column column, Fact found) {
            String name = table.name() + "." + column.name();
            if (!column.type().is(found.value())) {
                untouched.add("Column " + name + " is of type " + found.value() + " and must be "
                        + column.type().sql()
                        + "; change it with ALTER TABLE " + table.name() + " ALTER COLUMN " + column.name() + " TYPE "
                        + column.type().sql() + ", or rename it and it is created again.");
            }
            if (!column.required() && catalog.has(Kind.DEMANDED, table.name(), column.name())) {
                untouched.add("Column " + name + " is NOT NULL and must allow NULL; change it with ALTER TABLE "
                        + table.name() + " ALTER COLUMN " + column.name() + " DROP NOT NULL.");
            }
            if (column.required() && !catalog.has(Kind.REQUIRED, table.name(), column.name())) {
                untouched.add("Column " + name + " allows NULL and must not; give its rows a value, then ALTER TABLE "
                        + table.name() + " ALTER COLUMN " + column.name() + " SET NOT NULL.");
            }
        }

        private void add(Table table, Column column) {
            if (column.required()) {
                untouched.add("Column " + table.name() + "." + column.name()
                        + " is missing and cannot be added to a table that has rows; add it " + "as "
                        + column.definition()
                        + " with a value for each row, or rename the table and it is created again.");
            } else {
                statements.add("ALTER TABLE " + table.name() + " ADD COLUMN IF NOT EXISTS " + column.definition());
            }
        }

        private void key(Table table) {
            List<String> found =
                    catalog.about(Kind.KEY, table.name()).map(Fact::detail).toList();
            if (!found.equals(List.of(table.primaryKey()))) {
                untouched.add("Table " + table.name() + " has the primary key (" + String.join(", ", found)
                        + ") and must have (" + table.primaryKey()
                        + "); change the key, or rename the table and it is created again.");
            }
        }

        void users() {
            desired.userNames().forEach((purpose, name) -> {
                role(name);
                boolean bounded = bounds(name);
                for (Table table : desired.tables()) {
                    privileges(purpose, name, table);
                }
                foreignTables(name);
                if (catalog.has(Kind.ROLE, name)) { // otherwise its privileges are read after its creation
                    reach(name, bounded);
                }
            });
        }

        private void reach(String name, boolean bounded) {
            if (!may(name, "CONNECT")) {
                statements.add(
                        "GRANT CONNECT ON DATABASE " + identifier(desired.database()) + " TO " + identifier(name));
            }
            if (!may(name, "USAGE")) {
                statements.add("GRANT USAGE ON SCHEMA public TO " + identifier(name));
            }
            if (bounded && may(name, "CREATE")) {
                String fromAll = "REVOKE CREATE ON SCHEMA public FROM public";
                if (!statements.contains(fromAll)) {
                    statements.add(fromAll);
                }
                statements.add("REVOKE CREATE ON SCHEMA public FROM " + identifier(name));
            }
        }

        private void role(String name) {
            boolean isThere = catalog.has(Kind.ROLE, name);
            if (!isThere) {
                // Recorded before its creation: a role that exists without a record belongs to someone else, and is
                // never dropped.
                statements.add("INSERT INTO movies_user (name, made_here) VALUES (" + literal(name)
                        + ", 1) ON CONFLICT (name) DO UPDATE SET made_here = 1");
                statements.add("CREATE ROLE " + identifier(name) + " LOGIN");
            } else if (!catalog.has(Kind.LOGIN, name)) {
                statements.add("ALTER ROLE " + identifier(name) + " LOGIN");
            }
        }

        /** Removes privileges above grants, such as ownership; false if a person must do it. */
        private boolean bounds(String name) {
            for (Table table : desired.tables()) {
                if (catalog.has(Kind.OWNER, table.name(), name)) {
                    statements.add("ALTER TABLE " + table.name() + " OWNER TO current_user");
                }
            }
            boolean bounded = true;
            for (Fact membership : catalog.about(Kind.MEMBER, name).toList()) {
                if (membership.detail().equals("admin")) {
                    statements.add("REVOKE admin FROM " + identifier(name));
                } else {
                    untouched.add("User " + name + " is a member of role " + membership.detail()
                            + " and has its privileges; REVOKE " + membership.detail() + " FROM " + name
                            + ", or name another user in the Secret.");
                }
                bounded = false;
            }
            if (catalog.has(Kind.SUPERUSER, name)) {
                untouched.add("User " + name + " is a superuser, which no user of a stack may be; ALTER ROLE " + name
                        + " NOSUPERUSER, or name another user in the Secret.");
                bounded = false;
            }
            return bounded;
        }

        private void privileges(Purpose purpose, String name, Table table) {
            Set<String> wanted = purpose.privileges(table);
            Set<String> found = new TreeSet<>(catalog.about(Kind.GRANT, table.name())
                    .filter(grant -> grant.detail().equals(name))
                    .map(Fact::value)
                    .toList());
            Set<String> excess = new TreeSet<>(found);
            excess.removeAll(wanted);
            if (!excess.isEmpty()) {
                statements.add("REVOKE " + String.join(", ", excess) + " ON TABLE " + table.name() + " FROM "
                        + identifier(name));
            }
            Set<String> missing = new TreeSet<>(wanted);
            if (!found.contains("ALL")) {
                missing.removeAll(found);
            }
            if (!missing.isEmpty()) {
                statements.add("GRANT " + String.join(", ", missing) + " ON TABLE " + table.name() + " TO "
                        + identifier(name));
            }
        }

        private void foreignTables(String name) {
            Set<String> own = new TreeSet<>(Stream.concat(desired.tables().stream(), FormerLayout.TABLES.stream())
                    .map(Table::name)
                    .toList());
            Set<String> foreign = new TreeSet<>(catalog.all(Kind.GRANT)
                    .filter(grant -> grant.detail().equals(name) && !own.contains(grant.subject()))
                    .map(Fact::subject)
                    .toList());
            for (String table : foreign) {
                untouched.add("User " + name + " has privileges on table " + table
                        + ", which is not the stack's; REVOKE ALL ON TABLE " + table + " FROM " + name
                        + ", or name another user in the Secret.");
            }
        }

        private boolean may(String name, String what) {
            return catalog.has(Kind.MAY, name, what);
        }
    }
}
