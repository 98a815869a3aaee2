package fusion.movies.crd;

/** The Service types that the API can have, by their Kubernetes names. */
public enum ServiceType {
    ClusterIP,
    NodePort,
    LoadBalancer
}
