package fusion.movies.e2e;

import java.util.Optional;

/**
 * The engine of the stacks' database: the image in COCKROACH_IMAGE, else the local stand-in if the cluster has it, else the operator's default.
 *
 * @param image empty: the operator's default
 */
record Engine(Optional<String> image) {

    private static final String STAND_IN = "cockroach-stand-in";
    /** Its other images report other versions. */
    private static final String DEFAULT_STAND_IN = STAND_IN + ":pg15";

    static Engine chosen(Images images) {
        String given = System.getenv("COCKROACH_IMAGE");
        return new Engine(given == null || given.isBlank() ? images.find(DEFAULT_STAND_IN) : Optional.of(given));
    }

    /** Whether replication, failover and CockroachDB's own limits can be tested. */
    boolean isCockroach() {
        return !image.orElse("").contains(STAND_IN);
    }

    @Override
    public String toString() {
        String name = image.orElse("CockroachDB, the operator's default image");
        return isCockroach()
                ? name
                : name + " (PostgreSQL that stands in for CockroachDB: no replication, no failover)";
    }
}
