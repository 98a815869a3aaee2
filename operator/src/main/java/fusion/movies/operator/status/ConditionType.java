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
    /** Whether something is under way. */
    Reconciling,
    /** Whether something is blocked until someone acts. */
    Stalled,
    CertificatesReady,
    DatabaseReady,
    SchemaReady,
    ApiReady,
    Seeded,
    /** Whether backups are taken as the spec asks; there only where it does. Ready does not depend on it. */
    BackupReady
}
