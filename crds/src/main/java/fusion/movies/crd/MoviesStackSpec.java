package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * The desired state. {@code {}} is a complete stack: here and in the records below, the canonical constructor is the
 * only place that sets a default.
 */
@ValidationRule(
        value = "(has(self.database) && has(self.database.name) ? self.database.name : 'movies')"
                + " == (has(oldSelf.database) && has(oldSelf.database.name) ? oldSelf.database.name : 'movies')",
        message = "database.name is immutable: movies would be left behind. Create a new stack for another database",
        fieldPath = ".database.name")
@ValidationRule(
        value = "(has(self.database) && has(self.database.external))"
                + " == (has(oldSelf.database) && has(oldSelf.database.external))",
        message = "database.external can only be set or omitted when the stack is created",
        fieldPath = ".database.external")
@ValidationRule(
        value = "(has(self.database) && has(self.database.storage) && has(self.database.storage.storageClassName)"
                + " ? self.database.storage.storageClassName : '')"
                + " == (has(oldSelf.database) && has(oldSelf.database.storage) && has(oldSelf.database.storage.storageClassName)"
                + " ? oldSelf.database.storage.storageClassName : '')",
        message = "database.storage.storageClassName is immutable: volumes keep the class they were created with",
        fieldPath = ".database.storage.storageClassName")
@JsonIgnoreProperties(ignoreUnknown = true)
public record MoviesStackSpec(
        @JsonPropertyDescription("Secret with the keys db_user and db_password: the user that the API connects as. "
                + "Absent: the operator generates both, in the Secret NAME-db-login.")
        @Nullable
        SecretRef credentialsSecretRef,

        @JsonPropertyDescription("The database. Absent: one CockroachDB node.")
        DatabaseSpec database,

        @JsonPropertyDescription("The movies API. Absent: two replicas behind a Service of type ClusterIP.")
        ApiSpec api,

        @JsonPropertyDescription("The movies to load. Absent: the small set bundled in the API's image.")
        SeedSpec seed,

        @JsonPropertyDescription("Backups of all movies. Absent: none are taken.") @Nullable
        BackupSpec backup,

        @JsonPropertyDescription("NetworkPolicies for the stack's pods. Absent: none; only the namespace's own "
                + "NetworkPolicies apply.")
        NetworkPolicySpec networkPolicy,

        @JsonPropertyDescription("True: the operator does not change this stack, and Ready is Unknown.")
        @Default("false")
        Boolean paused,

        @JsonPropertyDescription("What happens to the database's volumes when the stack is deleted: Retain keeps "
                + "them, and a new stack of the same name finds its movies; Delete deletes them.")
        @Default("Retain")
        DeletionPolicy deletionPolicy) {

    public MoviesStackSpec {
        database = database == null ? DatabaseSpec.defaults() : database;
        api = api == null ? ApiSpec.defaults() : api;
        seed = seed == null ? SeedSpec.defaults() : seed;
        networkPolicy = networkPolicy == null ? NetworkPolicySpec.defaults() : networkPolicy;
        paused = paused != null && paused;
        deletionPolicy = deletionPolicy == null ? DeletionPolicy.Retain : deletionPolicy;
    }

    /** Customizes the pods that load movies. */
    public PodOverrides seedPod() {
        return seed.pod() == null ? api.pod() : seed.pod();
    }

    /** Customizes the pods that take backups. */
    public PodOverrides backupPod() {
        return backup == null || backup.pod() == null ? api.pod() : backup.pod();
    }

    @SuppressWarnings("NullAway") // The constructor fills in what is absent.
    static MoviesStackSpec defaults() {
        return new MoviesStackSpec(null, null, null, null, null, null, null, null);
    }
}
