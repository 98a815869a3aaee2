package fusion.movies.operator.truth;

/**
 * An expected condition, and its event.
 *
 * @param event Warning if a user has to act
 */
record Told(String type, String status, String reason, String message, EventType event) {

    /** Kubernetes' names. */
    enum EventType {
        Normal,
        Warning
    }

    @Override
    public String toString() {
        return "%s=%s %s: %s".formatted(type, status, reason, message);
    }
}
