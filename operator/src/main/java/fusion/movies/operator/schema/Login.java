package fusion.movies.operator.schema;

import fusion.movies.operator.stack.StepResult;
import fusion.movies.schema.User;

/**
 * A database user and the Secret it comes from; or why there is none.
 *
 * @param secret name of the Secret
 * @param user null where there is a problem
 * @param problem null where there is a user
 */
public record Login(String secret, User user, StepResult problem) {

    static Login of(String secret, User user) {
        return new Login(secret, user, null);
    }

    static Login missing(String secret, StepResult problem) {
        return new Login(secret, null, problem);
    }
}
