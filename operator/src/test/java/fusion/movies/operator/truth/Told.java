package fusion.movies.operator.truth;

/**
 * What a condition says, and the event that tells of it.
 *
 * @param event Warning where someone has to act
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
