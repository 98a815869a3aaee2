package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import java.util.List;

/** The API server refuses an object of the stack, because of a quota or an admission policy. */
final class RefusalRows {

    private static final String THREE_NODES = "{database: {nodes: 3}}";
    private static final String POLICY =
            "ValidatingAdmissionPolicy 'policy-movies' with binding 'policy-movies' denied request: The team's rule.";

    static final List<Row> ROWS = List.of(
            quota("{}", "secrets", "0")
                    .fails("CertificatesReady", "QuotaExceeded", overQuota("Secret", "-db-ca", "secrets", "secrets")),
            quota("{}", "services", "0")
                    .fails("DatabaseReady", "QuotaExceeded", overQuota("Service", "-db", "services", "services"))
                    .fails("ApiReady", "QuotaExceeded", overQuota("Service", "-api", "services", "services")),
            quota("{}", "count/statefulsets.apps", "0")
                    .fails(
                            "DatabaseReady",
                            "QuotaExceeded",
                            overQuota("StatefulSet", "-db", "statefulsets.apps", "count/statefulsets.apps")),
            quota("{}", "count/deployments.apps", "0")
                    .fails(
                            "ApiReady",
                            "QuotaExceeded",
                            overQuota("Deployment", "-api", "deployments.apps", "count/deployments.apps")),
            quota(THREE_NODES, "count/poddisruptionbudgets.policy", "0")
                    .fails(
                            "DatabaseReady",
                            "QuotaExceeded",
                            overQuota(
                                    "PodDisruptionBudget",
                                    "-db",
                                    "poddisruptionbudgets.policy",
                                    "count/poddisruptionbudgets.policy")),
            quota("{api: {ingress: {host: movies.example.org}}}", "count/ingresses.networking.k8s.io", "0")
                    .fails(
                            "ApiReady",
                            "QuotaExceeded",
                            overQuota(
                                    "Ingress",
                                    "-api",
                                    "ingresses.networking.k8s.io",
                                    "count/ingresses.networking.k8s.io")),
            quota("{api: {autoscaling: {maxReplicas: 3}}}", "count/horizontalpodautoscalers.autoscaling", "0")
                    .fails(
                            "ApiReady",
                            "QuotaExceeded",
                            overQuota(
                                    "HorizontalPodAutoscaler",
                                    "-api",
                                    "horizontalpodautoscalers.autoscaling",
                                    "count/horizontalpodautoscalers.autoscaling")),
            quota("{api: {service: {type: LoadBalancer}}}", "services.loadbalancers", "0")
                    .fails(
                            "ApiReady",
                            "QuotaExceeded",
                            overQuota("Service", "-api", "services", "services.loadbalancers")),
            quota("{api: {service: {type: NodePort}}}", "services.nodeports", "0")
                    .fails("ApiReady", "QuotaExceeded", overQuota("Service", "-api", "services", "services.nodeports")),
            quota("{}", "count/jobs.batch", "0")
                    .when(scene -> scene.runDatabase())
                    .fails(
                            "Seeded",
                            "QuotaExceeded",
                            overQuota("Job", "-seed-HASH-1", "jobs.batch", "count/jobs.batch")),
            policy("secrets").fails("CertificatesReady", "Refused", refused("Secret", "-db-ca", "secrets")),
            policy("statefulsets")
                    .fails("DatabaseReady", "Refused", refused("StatefulSet", "-db", "statefulsets.apps")),
            policy("services")
                    .fails("DatabaseReady", "Refused", refused("Service", "-db", "services"))
                    .fails("ApiReady", "Refused", refused("Service", "-api", "services")),
            policy("deployments").fails("ApiReady", "Refused", refused("Deployment", "-api", "deployments.apps")),
            policy("jobs")
                    .when(Scene::runDatabase)
                    .fails("Seeded", "Refused", refused("Job", "-seed-HASH-1", "jobs.batch")));

    private RefusalRows() {}

    private static Row quota(String spec, String resource, String hard) {
        return broken("A quota allows " + hard + " " + resource).spec(spec).given(scene -> scene.quota(resource, hard));
    }

    private static Row policy(String resource) {
        return broken("An admission policy refuses " + resource)
                .given(scene -> scene.deny(resource, "The team's rule."));
    }

    private static String overQuota(String kind, String suffix, String resource, String limited) {
        return "The API server refused %s 'movies%s': %s \"movies%s\" is forbidden: exceeded quota: team-quota, requested: %s=1, used: %s=0, limited: %s=0. Raise the quota, or request less in the spec."
                .formatted(kind, suffix, resource, suffix, limited, limited, limited);
    }

    private static String refused(String kind, String suffix, String resource) {
        return "The API server refused %s 'movies%s': %s \"movies%s\" is forbidden: %s"
                .formatted(kind, suffix, resource, suffix, POLICY);
    }
}
