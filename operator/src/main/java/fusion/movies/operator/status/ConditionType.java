package fusion.movies.operator.status;

/** The conditions of a stack: {@code Ready}, and the steps it is made of in their order. The names are the API's. */
public enum ConditionType {
    Ready,
    CertificatesReady,
    DatabaseReady,
    SchemaReady,
    ApiReady,
    Seeded
}
