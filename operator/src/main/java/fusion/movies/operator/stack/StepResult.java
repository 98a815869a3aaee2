package fusion.movies.operator.stack;

/**
 * The result of a step; becomes its condition. A step that works has condition status True, whether or not a change of
 * it is in progress or blocked.
 */
public sealed interface StepResult {

    /** CamelCase, for machines. */
    String reason();

    /** What is so and, where something is to be done, what. */
    String message();

    /** As the spec asks for it. */
    record Done(String reason, String message) implements StepResult {}

    /** Works, and a change passes into effect by itself. */
    record Changing(String reason, String message) implements StepResult {}

    /** Works as it was, and a change cannot be made until someone acts. */
    record Hindered(String reason, String message) implements StepResult {}

    /** Does not work yet; resolves without action. */
    record Waiting(String reason, String message) implements StepResult {}

    /** Does not work until someone acts. */
    record Failed(String reason, String message) implements StepResult {}

    /** Condition status True. */
    default boolean works() {
        return this instanceof Done || this instanceof Changing || this instanceof Hindered;
    }

    /** Someone has to act. */
    default boolean isStalled() {
        return this instanceof Hindered || this instanceof Failed;
    }

    /** Under way. */
    default boolean isProgressing() {
        return this instanceof Changing || this instanceof Waiting;
    }
}
