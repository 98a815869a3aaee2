package fusion.movies.operator.stack;

/**
 * The result of a step; becomes its condition. A step that works has condition status True, whether or not a change of
 * it is in progress or blocked.
 */
public sealed interface StepResult {

    /** Machine-readable, in CamelCase. */
    String reason();

    /** Human-readable: the state and, if action is needed, the remedy. */
    String message();

    /** Matches the spec. */
    record Done(String reason, String message) implements StepResult {}

    /** Works; a change is in progress and completes without action. */
    record Changing(String reason, String message) implements StepResult {}

    /** Works as before; a change is blocked until a user acts. */
    record Hindered(String reason, String message) implements StepResult {}

    /** Does not work yet; resolves without action. */
    record Waiting(String reason, String message) implements StepResult {}

    /** Does not work until a user acts. */
    record Failed(String reason, String message) implements StepResult {}

    /** Condition status True. */
    default boolean works() {
        return this instanceof Done || this instanceof Changing || this instanceof Hindered;
    }

    /** Whether a user has to act. */
    default boolean isStalled() {
        return this instanceof Hindered || this instanceof Failed;
    }

    /** Whether a change is in progress. */
    default boolean isProgressing() {
        return this instanceof Changing || this instanceof Waiting;
    }
}
