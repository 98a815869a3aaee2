package fusion.movies.model;

/** The only statements of the service that differ between the two engines. */
enum Engine {
    /** Every change of a row gives it a higher timestamp, and every removal lowers the count. */
    COCKROACHDB("max(crdb_internal_mvcc_timestamp)", " AS OF SYSTEM TIME '-5s'"),
    /** Every change gives a row its transaction's number, which is higher than all before, and so changes the sum. */
    POSTGRESQL("sum(xmin::text::bigint)", "");

    private final String change;
    private final String ofLate;

    Engine(String change, String ofLate) {
        this.change = change;
        this.ofLate = ofLate;
    }

    static Engine of(String version) {
        return version.startsWith("CockroachDB") ? COCKROACHDB : POSTGRESQL;
    }

    String rows() {
        return "SELECT count(*)::text || '-' || coalesce(" + change + "::text, '') FROM movies";
    }

    /** A historical read, if the engine has it, which does not wait for uncommitted rows. */
    String rowsOfLate() {
        return rows() + ofLate;
    }
}
