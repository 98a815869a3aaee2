package fusion.movies.operator.schema;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.GeneratedSecret;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StepResult;
import fusion.movies.schema.User;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The stack's two database users beside root: the API's, from the user's Secret or generated, and the loader's. */
public final class Logins {

    static final String USER = "db_user";
    static final String PASSWORD = "db_password";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;

    private final GeneratedSecret generated = generated(StackNames::generatedLogin, "api_", Labels.API);
    private final GeneratedSecret loader = generated(StackNames::loader, "loader_", Labels.SEED);

    /** The Secrets, for their event source. */
    public List<GeneratedSecret> secrets() {
        return List.of(generated, loader);
    }

    /** The user that the API connects as. */
    public Login api(MoviesStack stack, Context<MoviesStack> context) {
        if (stack.getSpec().credentialsSecretRef() == null) {
            return read(generated.apply(stack, context));
        }
        StackNames names = StackNames.of(stack);
        String name = stack.getSpec().credentialsSecretRef().name();
        Secret secret = context.getClient()
                .secrets()
                .inNamespace(names.namespace())
                .withName(name)
                .get();
        return secret == null
                ? Login.missing(
                        name,
                        StepResult.failed(
                                "SecretMissing",
                                "Secret '" + name + "' does not exist in namespace '" + names.namespace()
                                        + "'. Make it with the keys " + USER + " and " + PASSWORD + "."))
                : read(secret);
    }

    /** The user that the seed Job connects as. */
    public Login loader(MoviesStack stack, Context<MoviesStack> context) {
        return read(loader.apply(stack, context));
    }

    static Login read(Secret secret) {
        String name = secret.getMetadata().getName();
        Optional<String> user = SecretData.text(secret, USER);
        Optional<String> password = SecretData.text(secret, PASSWORD);
        if (user.isEmpty() || password.isEmpty()) {
            return Login.missing(
                    name,
                    StepResult.failed(
                            "SecretIncomplete",
                            "Secret '" + name + "' has no value for the key " + (user.isEmpty() ? USER : PASSWORD)
                                    + ". Add it; the API connects with " + USER + " and " + PASSWORD + "."));
        }
        return User.refusal(user.get())
                .map(refusal -> Login.missing(
                        name, StepResult.failed("UserRefused", "Secret '" + name + "', key " + USER + ": " + refusal)))
                .orElseGet(() -> Login.of(secret, new User(user.get(), password.get())));
    }

    private static GeneratedSecret generated(Function<StackNames, String> name, String prefix, String component) {
        return new GeneratedSecret(
                name,
                (stack, context) -> new SecretBuilder()
                        .withMetadata(Metadata.of(stack, name.apply(StackNames.of(stack)), component))
                        .withType("Opaque")
                        .withData(SecretData.encode(Map.of(
                                // With the prefix no stack's name makes a reserved user.
                                USER, prefix + stack.getMetadata().getName().replace('-', '_'), PASSWORD, password())))
                        .build(),
                (secret, stack, context) -> read(secret).problem() == null);
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
