package fusion.movies.schema;

/** A column, with its type in the catalog's spelling: {@code text}, {@code int8}, {@code _text}, {@code timestamptz}. */
record Column(String name, Type type, boolean required) {

    enum Type {
        TEXT("TEXT", "text"),
        BIGINT("BIGINT", "int8"),
        TEXT_ARRAY("TEXT[]", "_text"),
        TIMESTAMP("TIMESTAMPTZ", "timestamptz");

        private final String sql;
        private final String catalogName;

        Type(String sql, String catalogName) {
            this.sql = sql;
            this.catalogName = catalogName;
        }

        String sql() {
            return sql;
        }

        String catalogName() {
            return catalogName;
        }

        boolean is(String catalogType) {
            return catalogName.equals(catalogType);
        }
    }

    static Column required(String name, Type type) {
        return new Column(name, type, true);
    }

    static Column optional(String name, Type type) {
        return new Column(name, type, false);
    }

    String definition() {
        return name + " " + type.sql() + (required ? " NOT NULL" : "");
    }
}
