package fusion.movies.operator.status;

/**
 * The conditions of a stack, in the order of the status. The names are part of the resource's API.
 *
 * <p>{@code Reconciling} and {@code Stalled} have the meaning that kstatus gives them; the steps follow in the order in
 * which one needs the other.
 */
public enum ConditionType {
    /** Whether requests are answered with movies. */
    Ready,
    /** Whether a change is in progress. */
    Reconciling,
    /** Whether something is blocked until a user acts. */
    Stalled,
    CertificatesReady,
    DatabaseReady,
    SchemaReady,
    ApiReady,
    Seeded,
    /** Whether backups are taken as specified; only present with {@code spec.backup}. Ready does not depend on it. */
    BackupReady
}
