package fusion.movies.crd;

/** The Service types that make sense for the API, by their Kubernetes names. */
public enum ServiceType {
    ClusterIP,
    NodePort,
    LoadBalancer
}
