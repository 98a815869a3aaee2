package fusion.movies.operator.credentials;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.SecretRef;
import fusion.movies.operator.stack.Failures;
import fusion.movies.operator.stack.GeneratedSecret;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.schema.User;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The stack's two database users besides root: the API's, from the user's Secret or generated, and the loader's. */
public final class Logins {

    static final String USER = "db_user";
    static final String PASSWORD = "db_password";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;

    private Logins() {}

    /** The user that the API connects as. */
    public static Login api(MoviesStack stack, StackObjects objects) {
        StackNames names = StackNames.of(stack);
        SecretRef ref = stack.getSpec().credentialsSecretRef();
        return ref == null
                ? generated(stack, objects, names.generatedLogin(), "api_", Labels.API)
                : guarded(ref.name(), () -> users(objects, ref.name(), names.namespace()));
    }

    /** The user that the seed Job connects as. */
    public static Login loader(MoviesStack stack, StackObjects objects) {
        return generated(stack, objects, StackNames.of(stack).loader(), "loader_", Labels.SEED);
    }

    private static Login users(StackObjects objects, String name, String namespace) {
        return objects.users(Secret.class, name)
                .map(Logins::read)
                .orElseGet(() -> new Login.Unusable(
                        name,
                        new StepResult.Failed(
                                "SecretMissing",
                                "Secret '" + name + "' does not exist in namespace '" + namespace
                                        + "'. Create it with the keys " + USER + " and " + PASSWORD + ".")));
    }

    static Login read(Secret secret) {
        String name = secret.getMetadata().getName();
        Optional<String> user = SecretData.text(secret, USER);
        Optional<String> password = SecretData.text(secret, PASSWORD);
        if (user.isEmpty() || password.isEmpty()) {
            return new Login.Unusable(
                    name,
                    new StepResult.Failed(
                            "SecretIncomplete",
                            "Secret '" + name + "' has no value for the key " + (user.isEmpty() ? USER : PASSWORD)
                                    + ". Add it; the API connects with " + USER + " and " + PASSWORD + "."));
        }
        return User.refusal(user.get())
                .<Login>map(refusal -> new Login.Unusable(
                        name,
                        new StepResult.Failed("UserRefused", "Secret '" + name + "', key " + USER + ": " + refusal)))
                .orElseGet(() -> new Login.Usable(
                        name, secret.getMetadata().getResourceVersion(), new User(user.get(), password.get())));
    }

    private static Login generated(
            MoviesStack stack, StackObjects objects, String name, String prefix, String component) {
        ObjectMeta metadata = Metadata.of(stack, name, component);
        String user = user(stack, prefix);
        return guarded(
                name,
                () -> read(GeneratedSecret.apply(
                        objects,
                        metadata,
                        secret -> read(secret) instanceof Login.Usable,
                        () -> new SecretBuilder()
                                .withData(SecretData.encode(Map.of(USER, user, PASSWORD, password())))
                                .build())));
    }

    /**
     * Name of a generated user. The prefix avoids reserved names. On an external server, stacks from other namespaces
     * and clusters may have the same name, so the stack's uid is added.
     */
    private static String user(MoviesStack stack, String prefix) {
        String user = prefix + stack.getMetadata().getName().replace('-', '_');
        return stack.getSpec().database().external() == null
                ? user
                : user + "_" + stack.getMetadata().getUid().substring(0, 8);
    }

    /** Several steps need the login: each reports the failure in its own condition. */
    private static Login guarded(String secret, Supplier<Login> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            return new Login.Unusable(secret, Failures.of(e));
        }
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
