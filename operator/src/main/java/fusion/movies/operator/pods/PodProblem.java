package fusion.movies.operator.pods;

import fusion.movies.operator.stack.StepResult;

/** Why a pod does not run, as a reason and a sentence with the remedy. */
public record PodProblem(String reason, String message) {

    public StepResult failed() {
        return new StepResult.Failed(reason, message);
    }
}
