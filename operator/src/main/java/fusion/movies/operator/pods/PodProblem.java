package fusion.movies.operator.pods;

import fusion.movies.operator.stack.StepResult;

/** Why a pod does not run, said so that a person can act. */
public record PodProblem(String reason, String message) {

    public StepResult failed() {
        return new StepResult.Failed(reason, message);
    }
}
