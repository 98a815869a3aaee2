package fusion.movies.operator.api;

import fusion.movies.crd.ApiSpec;
import fusion.movies.crd.AutoscalingSpec;
import fusion.movies.crd.IngressSpec;
import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.PodAdditions;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the API's objects from the spec. */
final class ApiObjects {

    static final int HTTP_PORT = 8080;
    static final int MANAGEMENT_PORT = 8081;

    private static final String MODEL_FOLDER = "/var/lib/movies";
    private static final String MODEL_VOLUME = "model";
    /** A pod that exceeds the limit is evicted before it fills its node's disk. */
    private static final Quantity MODEL_SIZE = new Quantity("16Gi");

    /** A pod builds its first read model from every movie in the database, possibly on a slow node. */
    private static final int STARTUP_SECONDS = 150;

    /** A new pod that is not ready after this long is reported as stuck. */
    private static final int ROLLOUT_SECONDS = 240;

    /** Requests keep arriving until every node knows that the pod is terminating. */
    private static final long LEAVE_SECONDS = 5;

    private ApiObjects() {}

    /**
     * @param credentials name of the Secret of the API's user
     * @param user name of the database user; a change replaces the pods
     * @param replicas absent if the autoscaler owns the number
     */
    static Deployment deployment(
            MoviesStack stack,
            String image,
            String credentials,
            String user,
            SeedSource source,
            @Nullable Integer replicas) {
        ApiSpec spec = stack.getSpec().api();
        return new DeploymentBuilder()
                .withMetadata(Metadata.of(stack, StackNames.of(stack).api(), Labels.API))
                .withNewSpec()
                .withReplicas(replicas)
                .withProgressDeadlineSeconds(ROLLOUT_SECONDS)
                .withNewSelector()
                .withMatchLabels(Labels.selector(stack, Labels.API))
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString(0))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .withTemplate(PodAdditions.of(template(stack, image, credentials, user, source), spec.pod()))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(
            MoviesStack stack, String image, String credentials, String user, SeedSource source) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(stack, Labels.API))
                .addToAnnotations("movies.fusion/user", user)
                .endMetadata()
                .withSpec(ApiPods.podSpec(stack, container(stack, image, source), credentials, source)
                        .addNewVolume()
                        .withName(MODEL_VOLUME)
                        .withNewEmptyDir()
                        .withSizeLimit(MODEL_SIZE)
                        .endEmptyDir()
                        .endVolume()
                        .withTopologySpreadConstraints(PodAdditions.spread(
                                stack,
                                Labels.API,
                                stack.getSpec().api().pod(),
                                evenlyOver("topology.kubernetes.io/zone"),
                                evenlyOver("kubernetes.io/hostname")))
                        .withTerminationGracePeriodSeconds(40L)
                        .build())
                .build();
    }

    private static Container container(MoviesStack stack, String image, SeedSource source) {
        return ApiPods.container(
                        stack,
                        "api",
                        image,
                        environment(stack),
                        source,
                        stack.getSpec().api().pod())
                .addNewPort()
                .withName("http")
                .withContainerPort(HTTP_PORT)
                .withProtocol("TCP")
                .endPort()
                .addNewPort()
                .withName("management")
                .withContainerPort(MANAGEMENT_PORT)
                .withProtocol("TCP")
                .endPort()
                .withNewLifecycle()
                .withNewPreStop()
                .withNewSleep(LEAVE_SECONDS)
                .endPreStop()
                .endLifecycle()
                .addNewVolumeMount()
                .withName(MODEL_VOLUME)
                .withMountPath(MODEL_FOLDER)
                .endVolumeMount()
                .withStartupProbe(probe("liveness", 1, STARTUP_SECONDS))
                .withReadinessProbe(probe("readiness", 3, 2))
                .withLivenessProbe(probe("liveness", 10, 3))
                .build();
    }

    /** Terminating pods do not count during a rollout. */
    private static TopologySpreadConstraint evenlyOver(String topologyKey) {
        return PodAdditions.evenlyOver(topologyKey)
                .withMatchLabelKeys("pod-template-hash")
                .build();
    }

    /** A drain evicts one pod at a time; an unready pod blocks none. */
    static PodDisruptionBudget disruptionBudget(MoviesStack stack) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Metadata.of(stack, StackNames.of(stack).api(), Labels.API))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(Labels.selector(stack, Labels.API))
                .endSelector()
                .endSpec()
                .build();
    }

    static Service service(MoviesStack stack) {
        ApiSpec spec = stack.getSpec().api();
        return new ServiceBuilder()
                .withMetadata(Metadata.of(stack, StackNames.of(stack).api(), Labels.API))
                .editMetadata()
                .addToAnnotations(spec.service().annotations())
                .endMetadata()
                .withNewSpec()
                .withType(spec.service().type().name())
                .withSelector(Labels.selector(stack, Labels.API))
                .addNewPort()
                .withName("http")
                .withPort(spec.service().port())
                .withProtocol("TCP")
                .withTargetPort(new IntOrString("http"))
                .endPort()
                .endSpec()
                .build();
    }

    static Ingress ingress(MoviesStack stack, IngressSpec spec) {
        StackNames names = StackNames.of(stack);
        IngressBuilder ingress = new IngressBuilder()
                .withMetadata(Metadata.of(stack, names.api(), Labels.API))
                .editMetadata()
                .addToAnnotations(spec.annotations())
                .endMetadata()
                .withNewSpec()
                .withIngressClassName(spec.className())
                .addNewRule()
                .withHost(spec.host())
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(names.api())
                .withNewPort()
                .withName("http")
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule()
                .endSpec();
        if (spec.tlsSecretRef() != null) {
            ingress.editSpec()
                    .addNewTl()
                    .withHosts(spec.host())
                    .withSecretName(spec.tlsSecretRef().name())
                    .endTl()
                    .endSpec();
        }
        return ingress.build();
    }

    static HorizontalPodAutoscaler autoscaler(MoviesStack stack, AutoscalingSpec spec) {
        StackNames names = StackNames.of(stack);
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(Metadata.of(stack, names.api(), Labels.API))
                .withNewSpec()
                .withMinReplicas(spec.minReplicas())
                .withMaxReplicas(spec.maxReplicas())
                .withNewScaleTargetRef("apps/v1", "Deployment", names.api())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(spec.targetCpuUtilization())
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }

    private static List<EnvVar> environment(MoviesStack stack) {
        List<EnvVar> environment = new ArrayList<>();
        environment.add(ApiEnvironment.variable(
                "SEED_ADDALL", String.valueOf(stack.getSpec().seed().addall())));
        environment.add(ApiEnvironment.variable("MODEL_FOLDER", MODEL_FOLDER));
        environment.add(ApiEnvironment.variable(
                "MODEL_AWAITS_LOAD", String.valueOf(stack.getSpec().seed().enabled())));
        if (stack.getSpec().api().cors() != null) {
            environment.add(ApiEnvironment.variable(
                    "CORS_ALLOWED_ORIGINS",
                    String.join(",", stack.getSpec().api().cors().allowedOrigins())));
        }
        return environment;
    }

    private static Probe probe(String group, int periodSeconds, int failures) {
        return new ProbeBuilder(new Probe())
                .withNewHttpGet()
                .withPath("/actuator/health/" + group)
                .withNewPort("management")
                .withScheme("HTTP")
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(3)
                .withFailureThreshold(failures)
                .build();
    }
}
