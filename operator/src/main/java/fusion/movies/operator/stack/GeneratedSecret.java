package fusion.movies.operator.stack;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A Secret with generated content: created once, and replaced only if no longer valid. */
public final class GeneratedSecret {

    private GeneratedSecret() {}

    /**
     * @param metadata the desired metadata, with the Secret's name
     * @param isGood whether the current Secret's content is valid
     * @param fresh creates a Secret with new content
     */
    public static Secret apply(
            StackObjects objects, ObjectMeta metadata, Predicate<Secret> isGood, Supplier<Secret> fresh) {
        Optional<Secret> present = objects.own(Secret.class, metadata.getName());
        return present.filter(isGood)
                .flatMap(good -> objects.change(secret(metadata, good), good))
                .orElseGet(() -> objects.apply(secret(metadata, fresh.get())));
    }

    private static Secret secret(ObjectMeta metadata, Secret content) {
        return new SecretBuilder()
                .withMetadata(metadata)
                .withType("Opaque")
                .withData(content.getData())
                .build();
    }
}
