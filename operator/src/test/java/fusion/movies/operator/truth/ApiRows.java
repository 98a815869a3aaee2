package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import fusion.movies.operator.harness.Kubelet;
import fusion.movies.operator.harness.PodStates;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.List;
import java.util.Map;

/** The API: its rollout, and why clients cannot reach it. */
final class ApiRows {

    private static final String TLS =
            "{api: {ingress: {host: movies.example.org, className: NAME-class, tlsSecretRef: {name: tls}}}}";
    private static final String AUTOSCALING = "{api: {autoscaling: {minReplicas: 2, maxReplicas: 6}}}";
    /** Not the bundled movies, because another image has others. */
    private static final String IMAGE = "{seed: {source: {url: 'https://example.org/movies.json'}}}";

    private static final String OTHER_IMAGE =
            "{api: {image: 'example.org/api:2'}, seed: {source: {url: 'https://example.org/movies.json'}}}";
    private static final String ASIDE = "253 movies are served by 2 pods. Not as specified: see ApiReady.";

    static final List<Row> ROWS = List.of(
            broken("The API's first pods are starting")
                    .spec("{seed: {enabled: false}}")
                    .when(scene -> {
                        scene.runDatabase();
                        scene.kubelet().apiReady(0, 2);
                    })
                    .waits("ApiReady", "Starting", "0 of 2 pods ready, 2 with the current spec.")
                    .waits("Ready", "Starting", "ApiReady: 0 of 2 pods ready, 2 with the current spec."),
            broken("A new image is being rolled out")
                    .spec(IMAGE)
                    .when(scene -> {
                        scene.run();
                        scene.apply(OTHER_IMAGE);
                        scene.stack().awaitCondition("ApiReady", "RollingOut");
                        scene.kubelet().apiReady(2, 1);
                    })
                    .works("ApiReady", "RollingOut", "2 of 2 pods ready, 1 with the current spec.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods.")
                    .underWay(),
            broken("A new image cannot be pulled")
                    .spec(IMAGE)
                    .when(scene -> {
                        scene.run();
                        scene.apply(OTHER_IMAGE);
                        scene.stack().awaitCondition("ApiReady", "RollingOut");
                        scene.kubelet()
                                .apiPod(0, PodStates.waiting("ImagePullBackOff", "Back-off pulling image: not found"));
                        scene.kubelet().apiReady(2, 1);
                    })
                    .hinders(
                            "ApiReady",
                            "ImageUnavailable",
                            "Pod movies-api-rs2-0 cannot pull the image example.org/api:2"
                                    + " (ImagePullBackOff: Back-off pulling image: not found). Correct the image"
                                    + " in the spec, or make it available. 2 pods still ready.")
                    .works("Ready", "Serving", ASIDE),
            broken("The pods of a new image do not become ready")
                    .spec(IMAGE)
                    .when(scene -> {
                        scene.run();
                        scene.apply(OTHER_IMAGE);
                        scene.stack().awaitCondition("ApiReady", "RollingOut");
                        scene.kubelet().apiPod(0, PodStates.notReady());
                        scene.kubelet()
                                .apiReady(
                                        2,
                                        1,
                                        Kubelet.deadlineExceeded(
                                                "ReplicaSet \"movies-api-rs2\" has timed out progressing."));
                    })
                    .hinders(
                            "ApiReady",
                            "RolloutStuck",
                            "The new pods do not become ready: ReplicaSet \"movies-api-rs2\" has timed out progressing. See their logs:"
                                    + " kubectl logs -l app.kubernetes.io/instance=movies,app.kubernetes.io/component=api. 2 pods still ready.")
                    .works("Ready", "Serving", ASIDE),
            broken("api.replicas is 0")
                    .spec("{api: {replicas: 0}}")
                    .when(scene -> {
                        scene.kubelet().runDatabase();
                        scene.kubelet().runApi();
                        scene.loader().loads(253);
                    })
                    .works("ApiReady", "ScaledToZero", "Scaled to zero: api.replicas is 0.")
                    .works("Ready", "ScaledToZero", "Scaled to zero: api.replicas is 0, so nothing is served."),
            broken("All pods of the API are lost")
                    .when(scene -> {
                        scene.run();
                        scene.kubelet().apiReady(0, 2);
                    })
                    .waits("ApiReady", "Starting", "0 of 2 pods ready, 2 with the current spec.")
                    .waits("Ready", "Starting", "ApiReady: 0 of 2 pods ready, 2 with the current spec."),
            broken("The autoscaler gets no metrics")
                    .spec(AUTOSCALING)
                    .when(scene -> {
                        scene.run();
                        scene.kubelet()
                                .autoscaler(
                                        "ScalingActive",
                                        "False",
                                        "FailedGetResourceMetric",
                                        "the HPA was unable to compute the replica count: unable to get metrics for resource cpu: no metrics returned from resource metrics API");
                    })
                    .hinders(
                            "ApiReady",
                            "AutoscalerNotScaling",
                            "The API's autoscaler cannot scale: the HPA was unable to compute the replica count:"
                                    + " unable to get metrics for resource cpu: no metrics returned from resource metrics API. It needs the metrics API (metrics-server).")
                    .works("Ready", "Serving", ASIDE),
            broken("The autoscaler needs a CPU request, and there is none")
                    .spec("{api: {autoscaling: {maxReplicas: 3}, resources: {limits: {memory: 512Mi}}}}")
                    .when(Scene::run)
                    .hinders(
                            "ApiReady",
                            "AutoscalerNotScaling",
                            "api.autoscaling needs a CPU request to compute utilization from, and there is none. "
                                    + "Set api.resources.requests.cpu."),
            broken("The load balancer has no address yet")
                    .spec("{api: {service: {type: LoadBalancer}}}")
                    .when(Scene::run)
                    .works(
                            "ApiReady",
                            "LoadBalancerPending",
                            "The load balancer has no address yet. If it stays without one, the cluster provides "
                                    + "no load balancers: install a controller for them, or set api.service.type "
                                    + "to NodePort or ClusterIP.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods.")
                    .underWay(),
            broken("The IngressClass in the spec does not exist")
                    .ofTheCluster()
                    .spec("{api: {ingress: {host: movies.example.org, className: nginx}}}")
                    .given(scene -> ingressClass(scene))
                    .when(Scene::run)
                    .hinders(
                            "ApiReady",
                            "IngressClassMissing",
                            "Nothing serves the Ingress for movies.example.org: there is no IngressClass 'nginx'"
                                    + " (available: movies-class)."
                                    + " Set api.ingress.className to one that exists, or install an ingress controller.")
                    .works("Ready", "Serving", ASIDE),
            broken("There is no default IngressClass")
                    .ofTheCluster()
                    .spec("{api: {ingress: {host: movies.example.org}}}")
                    .given(scene -> ingressClass(scene))
                    .when(Scene::run)
                    .hinders(
                            "ApiReady",
                            "IngressClassMissing",
                            "Nothing serves the Ingress for movies.example.org: there is no default IngressClass"
                                    + " (available: movies-class)."
                                    + " Set api.ingress.className to one that exists, or install an ingress controller."),
            broken("The Ingress's TLS Secret does not exist")
                    .ofTheCluster()
                    .spec(TLS)
                    .given(scene -> ingressClass(scene))
                    .when(Scene::run)
                    .hinders(
                            "ApiReady",
                            "TlsSecretMissing",
                            "The Ingress for movies.example.org has no certificate: Secret 'tls' does not exist."
                                    + " Create it with type kubernetes.io/tls, or correct api.ingress.tlsSecretRef."),
            broken("The Ingress's TLS Secret has no key")
                    .ofTheCluster()
                    .spec(TLS)
                    .given(scene -> {
                        ingressClass(scene);
                        scene.stack().secret("tls", Map.of("tls.crt", "x"));
                    })
                    .when(Scene::run)
                    .hinders(
                            "ApiReady",
                            "TlsSecretMissing",
                            "The Ingress for movies.example.org has no certificate: Secret 'tls' lacks tls.crt or tls.key."
                                    + " Create it with type kubernetes.io/tls, or correct api.ingress.tlsSecretRef."));

    private ApiRows() {}

    private static void ingressClass(Scene scene) {
        scene.createForCluster(
                IngressClass.class, "{metadata: {name: NAME-class}, spec: {controller: example.org/none}}");
    }
}
