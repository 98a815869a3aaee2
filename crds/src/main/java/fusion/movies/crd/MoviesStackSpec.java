package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * What is wished for. {@code {}} is a complete stack: here and in the records below, the canonical constructor is the
 * one place where a default stands.
 */
@ValidationRule(
        value = "(has(self.database) && has(self.database.name) ? self.database.name : 'movies')"
                + " == (has(oldSelf.database) && has(oldSelf.database.name) ? oldSelf.database.name : 'movies')",
        message = "database.name cannot be changed: films would be left behind. Make a new stack for another database",
        fieldPath = ".database.name")
@ValidationRule(
        value = "(has(self.database) && has(self.database.external))"
                + " == (has(oldSelf.database) && has(oldSelf.database.external))",
        message = "database.external can only be chosen when the stack is made",
        fieldPath = ".database.external")
@ValidationRule(
        value = "(has(self.database) && has(self.database.storage) && has(self.database.storage.storageClassName)"
                + " ? self.database.storage.storageClassName : '')"
                + " == (has(oldSelf.database) && has(oldSelf.database.storage) && has(oldSelf.database.storage.storageClassName)"
                + " ? oldSelf.database.storage.storageClassName : '')",
        message = "database.storage.storageClassName cannot be changed: volumes keep the class they were made with",
        fieldPath = ".database.storage.storageClassName")
@JsonIgnoreProperties(ignoreUnknown = true)
public record MoviesStackSpec(
        @JsonPropertyDescription("Secret with the keys db_user and db_password: the user that the API connects as. "
                + "Absent: a user and a password are generated, in the Secret NAME-db-login.")
        SecretRef credentialsSecretRef,

        @JsonPropertyDescription("The database. Absent: one CockroachDB node.")
        DatabaseSpec database,

        @JsonPropertyDescription("The movies API. Absent: two replicas behind a Service of type ClusterIP.")
        ApiSpec api,

        @JsonPropertyDescription("The films to load. Absent: the small set that the API's image carries.")
        SeedSpec seed,

        @JsonPropertyDescription("Backups of all movies. Absent: none are taken.")
        BackupSpec backup,

        @JsonPropertyDescription("Who may open connections to the stack's pods. Absent: everyone, as far as the "
                + "namespace's own NetworkPolicies allow it.")
        NetworkPolicySpec networkPolicy,

        @JsonPropertyDescription("While true the operator changes nothing of this stack, and Ready says so.")
        @Default("false")
        Boolean paused,

        @JsonPropertyDescription("What becomes of the database's volumes when the stack is deleted: "
                + "Retain keeps them, and a stack of the same name finds its films; Delete removes them.")
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

    /** What the pods that load films get beside what the operator gives them. */
    public PodOverrides seedPod() {
        return seed.pod() == null ? api.pod() : seed.pod();
    }

    /** What the pods that take backups get beside what the operator gives them. */
    public PodOverrides backupPod() {
        return backup == null || backup.pod() == null ? api.pod() : backup.pod();
    }

    static MoviesStackSpec defaults() {
        return new MoviesStackSpec(null, null, null, null, null, null, null, null);
    }
}
