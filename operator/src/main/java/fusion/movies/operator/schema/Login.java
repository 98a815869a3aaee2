package fusion.movies.operator.schema;

import fusion.movies.operator.stack.StepResult;
import fusion.movies.schema.User;
import io.fabric8.kubernetes.api.model.Secret;

/**
 * A database user and the Secret it comes from; or why there is none.
 *
 * @param secret name of the Secret
 * @param version of the Secret's content; null where it does not exist
 * @param user null where there is a problem
 * @param problem null where there is a user
 */
public record Login(String secret, String version, User user, StepResult problem) {

    static Login of(Secret secret, User user) {
        return new Login(secret.getMetadata().getName(), secret.getMetadata().getResourceVersion(), user, null);
    }

    static Login missing(String secret, StepResult problem) {
        return new Login(secret, null, null, problem);
    }
}
