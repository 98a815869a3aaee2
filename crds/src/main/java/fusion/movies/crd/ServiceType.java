package fusion.movies.crd;

/** Kubernetes' types of a Service that make sense for the API. The names are Kubernetes'. */
public enum ServiceType {
    ClusterIP,
    NodePort,
    LoadBalancer
}
