package fusion.movies.operator.credentials;

import fusion.movies.operator.stack.StepResult;
import fusion.movies.schema.User;

/** A database user of the stack as defined by its Secret, or why that is unusable. */
public sealed interface Login {

    /** Name of the Secret. */
    String secret();

    /**
     * @param version of the Secret's content
     */
    record Usable(String secret, String version, User user) implements Login {}

    record Unusable(String secret, StepResult problem) implements Login {}
}
