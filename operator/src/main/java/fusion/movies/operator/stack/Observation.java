package fusion.movies.operator.stack;

/** The observations of a step, with its result. */
public interface Observation {

    StepResult result();
}
