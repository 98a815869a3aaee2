package fusion.movies.operator.stack;

/**
 * What a step of the way to Ready found: becomes a condition of the same words.
 *
 * @param reason CamelCase, for machines
 * @param message a sentence that says what is so and, where something is to be done, what
 */
public record StepResult(State state, String reason, String message) {

    /** {@code WAITING} passes by itself; {@code FAILED} wants somebody to act. */
    public enum State {
        DONE,
        WAITING,
        FAILED
    }

    public static StepResult done(String reason, String message) {
        return new StepResult(State.DONE, reason, message);
    }

    public static StepResult waiting(String reason, String message) {
        return new StepResult(State.WAITING, reason, message);
    }

    public static StepResult failed(String reason, String message) {
        return new StepResult(State.FAILED, reason, message);
    }

    public boolean isDone() {
        return state == State.DONE;
    }
}
