package fusion.movies.schema;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The stack's objects in a database, read by one query that works on both engines. */
record Catalog(Set<Fact> facts) {

    /** One row of the query: what it is about, and up to three words about it. */
    record Fact(Kind kind, String subject, String detail, String value) {}

    enum Kind {
        /** table, column, type */
        COLUMN,
        /** table, column: no value may be missing */
        REQUIRED,
        /** table, column: no value may be missing, and nothing supplies one */
        DEMANDED,
        /** table, column */
        KEY,
        /** table, index, definition */
        INDEX,
        /** table, role */
        OWNER,
        /** table, role, privilege */
        GRANT,
        ROLE,
        LOGIN,
        SUPERUSER,
        /** role, the role it is a member of */
        MEMBER,
        /** role, its effective privileges on the database or the schema */
        MAY
    }

    private static final String QUERY = """
            SELECT 'COLUMN', CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(udt_name AS TEXT)
              FROM information_schema.columns WHERE table_schema = 'public' AND table_name IN (:tables)
            UNION ALL
            SELECT 'REQUIRED', CAST(table_name AS TEXT), CAST(column_name AS TEXT), ''
              FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name IN (:tables) AND is_nullable = 'NO'
            UNION ALL
            SELECT 'DEMANDED', CAST(table_name AS TEXT), CAST(column_name AS TEXT), ''
              FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name IN (:tables) AND is_nullable = 'NO'
               AND column_default IS NULL AND is_identity = 'NO' AND coalesce(generation_expression, '') = ''
            UNION ALL
            SELECT 'KEY', CAST(k.table_name AS TEXT), CAST(k.column_name AS TEXT), ''
              FROM information_schema.table_constraints c
              JOIN information_schema.key_column_usage k
                ON k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.constraint_name = c.constraint_name
             WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = 'public' AND c.table_name IN (:tables)
            UNION ALL
            SELECT 'INDEX', CAST(tablename AS TEXT), CAST(indexname AS TEXT), CAST(indexdef AS TEXT)
              FROM pg_catalog.pg_indexes WHERE schemaname = 'public' AND tablename IN (:tables)
            UNION ALL
            SELECT 'OWNER', CAST(tablename AS TEXT), CAST(tableowner AS TEXT), ''
              FROM pg_catalog.pg_tables WHERE schemaname = 'public' AND tablename IN (:tables)
            UNION ALL
            SELECT 'GRANT', CAST(table_name AS TEXT), CAST(grantee AS TEXT), CAST(privilege_type AS TEXT)
              FROM information_schema.table_privileges WHERE table_schema = 'public' AND grantee IN (:users)
            UNION ALL
            SELECT 'ROLE', CAST(rolname AS TEXT), '', '' FROM pg_catalog.pg_roles WHERE rolname IN (:users)
            UNION ALL
            SELECT 'LOGIN', CAST(rolname AS TEXT), '', '' FROM pg_catalog.pg_roles WHERE rolname IN (:users) AND rolcanlogin
            UNION ALL
            SELECT 'SUPERUSER', CAST(rolname AS TEXT), '', '' FROM pg_catalog.pg_roles WHERE rolname IN (:users) AND rolsuper
            UNION ALL
            SELECT 'MEMBER', CAST(m.rolname AS TEXT), CAST(r.rolname AS TEXT), ''
              FROM pg_catalog.pg_auth_members a
              JOIN pg_catalog.pg_roles r ON r.oid = a.roleid
              JOIN pg_catalog.pg_roles m ON m.oid = a.member
             WHERE m.rolname IN (:users)
            UNION ALL
            SELECT 'MAY', CAST(rolname AS TEXT), 'CONNECT', '' FROM pg_catalog.pg_roles
             WHERE rolname IN (:users) AND has_database_privilege(rolname, current_database(), 'CONNECT')
            UNION ALL
            SELECT 'MAY', CAST(rolname AS TEXT), 'USAGE', '' FROM pg_catalog.pg_roles
             WHERE rolname IN (:users) AND has_schema_privilege(rolname, 'public', 'USAGE')
            UNION ALL
            SELECT 'MAY', CAST(rolname AS TEXT), 'CREATE', '' FROM pg_catalog.pg_roles
             WHERE rolname IN (:users) AND has_schema_privilege(rolname, 'public', 'CREATE')
            """;

    static Catalog read(Connection connection, DesiredSchema desired) throws SQLException {
        List<String> tables = Stream.concat(desired.tables().stream(), FormerLayout.TABLES.stream())
                .map(Table::name)
                .toList();
        String sql = QUERY.replace(":tables", literals(tables))
                .replace(":users", literals(desired.userNames().values()));
        Set<Fact> facts = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                facts.add(
                        new Fact(Kind.valueOf(row.getString(1)), row.getString(2), row.getString(3), row.getString(4)));
            }
        }
        return new Catalog(facts);
    }

    boolean has(Kind kind, String subject) {
        return about(kind, subject).findAny().isPresent();
    }

    boolean has(Kind kind, String subject, String detail) {
        return about(kind, subject).anyMatch(fact -> fact.detail().equals(detail));
    }

    Stream<Fact> about(Kind kind, String subject) {
        return facts.stream()
                .filter(fact -> fact.kind() == kind && fact.subject().equals(subject));
    }

    Stream<Fact> all(Kind kind) {
        return facts.stream().filter(fact -> fact.kind() == kind);
    }

    private static String literals(Collection<String> names) {
        return names.stream().map(Sql::literal).collect(joining(", "));
    }
}
