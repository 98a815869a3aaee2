package fusion.movies.operator.stack;

/** What a step saw, with its result. */
public interface Observation {

    StepResult result();
}
