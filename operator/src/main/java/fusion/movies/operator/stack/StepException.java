package fusion.movies.operator.stack;

/** Ends a step with a known result. */
public final class StepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StepResult result;

    public StepException(StepResult result) {
        super(result.message());
        this.result = result;
    }

    public StepResult result() {
        return result;
    }
}
