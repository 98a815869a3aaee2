package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import fusion.movies.operator.harness.PodStates;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An object of another owner has the name of one of the stack's. */
final class NameRows {

    private static final String THREE_NODES = "{database: {nodes: 3}}";
    private static final String INGRESS = "{api: {ingress: {host: movies.example.org}}}";
    private static final String AUTOSCALING = "{api: {autoscaling: {maxReplicas: 3}}}";

    private static final String POD =
            "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}]}}";

    static final List<Row> ROWS = List.of(
            taken("Secret", "-db-ca", "{}", Secret.class, "")
                    .fails("CertificatesReady", "NameTaken", told("Secret", "-db-ca")),
            taken("Secret", "-db-node", "{}", Secret.class, "")
                    .fails("CertificatesReady", "NameTaken", told("Secret", "-db-node")),
            taken("Secret", "-db-client-root", "{}", Secret.class, "")
                    .fails("CertificatesReady", "NameTaken", told("Secret", "-db-client-root")),
            taken("Service", "-db", "{}", Service.class, "spec: {ports: [{port: 80}]}")
                    .fails("DatabaseReady", "NameTaken", told("Service", "-db")),
            taken("Service", "-db-public", "{}", Service.class, "spec: {ports: [{port: 80}]}")
                    .fails("DatabaseReady", "NameTaken", told("Service", "-db-public")),
            taken(
                            "StatefulSet",
                            "-db",
                            "{}",
                            StatefulSet.class,
                            "spec: {serviceName: a, selector: {matchLabels: {a: b}}, " + POD + "}")
                    .fails("DatabaseReady", "NameTaken", told("StatefulSet", "-db")),
            taken(
                            "PersistentVolumeClaim",
                            "-db-0",
                            "{}",
                            PersistentVolumeClaim.class,
                            "spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}")
                    .fails(
                            "DatabaseReady",
                            "NameTaken",
                            told("PersistentVolumeClaim", "-db-0").replace("'movies-db-0'", "'data-movies-db-0'")),
            taken(
                            "PodDisruptionBudget",
                            "-db",
                            THREE_NODES,
                            PodDisruptionBudget.class,
                            "spec: {maxUnavailable: 1, selector: {matchLabels: {a: b}}}")
                    .fails("DatabaseReady", "NameTaken", told("PodDisruptionBudget", "-db")),
            taken(
                            "Job",
                            "-db-init",
                            THREE_NODES,
                            Job.class,
                            "spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}")
                    .when(scene -> scene.kubelet().databasePod(0, PodStates.notReady()))
                    .fails("DatabaseReady", "NameTaken", told("Job", "-db-init")),
            taken("Secret", "-db-loader", "{}", Secret.class, "")
                    .when(scene -> scene.kubelet().runDatabase())
                    .fails("SchemaReady", "NameTaken", told("Secret", "-db-loader")),
            taken("Secret", "-db-login", "{}", Secret.class, "")
                    .when(scene -> scene.kubelet().runDatabase())
                    .fails("SchemaReady", "NameTaken", told("Secret", "-db-login"))
                    .waits(
                            "ApiReady",
                            "NoCredentials",
                            "The API's pods wait for their database user: " + told("Secret", "-db-login")),
            taken("Service", "-api", "{}", Service.class, "spec: {ports: [{port: 80}]}")
                    .fails("ApiReady", "NameTaken", told("Service", "-api")),
            taken("Deployment", "-api", "{}", Deployment.class, "spec: {selector: {matchLabels: {a: b}}, " + POD + "}")
                    .fails("ApiReady", "NameTaken", told("Deployment", "-api")),
            taken(
                            "Ingress",
                            "-api",
                            INGRESS,
                            Ingress.class,
                            "spec: {defaultBackend: {service: {name: a, port: {number: 80}}}}")
                    .fails("ApiReady", "NameTaken", told("Ingress", "-api")),
            taken(
                            "HorizontalPodAutoscaler",
                            "-api",
                            AUTOSCALING,
                            HorizontalPodAutoscaler.class,
                            "spec: {maxReplicas: 2, scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1}}")
                    .fails("ApiReady", "NameTaken", told("HorizontalPodAutoscaler", "-api")),
            broken("Another owner's Service has the name NAME-api, created after the running stack's own was deleted")
                    .when(scene -> {
                        scene.run();
                        scene.client()
                                .services()
                                .inNamespace(scene.stack().namespace())
                                .withName(scene.name() + "-api")
                                .edit(service -> {
                                    service.getMetadata().setLabels(null);
                                    service.getMetadata().setOwnerReferences(List.of());
                                    return service;
                                });
                    })
                    .hinders("ApiReady", "NameTaken", told("Service", "-api") + " Until then: 2 pods ready."),
            broken("The labels of the stack's own Service NAME-api were removed")
                    .when(scene -> {
                        scene.run();
                        scene.client()
                                .services()
                                .inNamespace(scene.stack().namespace())
                                .withName(scene.name() + "-api")
                                .edit(service -> {
                                    service.getMetadata().setLabels(null);
                                    return service;
                                });
                        // Found and corrected.
                        scene.client()
                                .services()
                                .inNamespace(scene.stack().namespace())
                                .withName(scene.name() + "-api")
                                .waitUntilCondition(
                                        service -> service.getMetadata().getLabels() != null, 20, TimeUnit.SECONDS);
                    })
                    .works("ApiReady", "PodsReady", "2 pods ready.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods."));

    private NameRows() {}

    private static Row taken(
            String kind, String suffix, String spec, Class<? extends HasMetadata> type, String fields) {
        String prefix = kind.equals("PersistentVolumeClaim") ? "data-" : "";
        return broken("Another owner's " + kind + " has the name " + prefix + "NAME" + suffix)
                .spec(spec)
                .given(scene -> scene.create(
                        type,
                        "{metadata: {name: " + prefix + "NAME" + suffix + "}" + (fields.isEmpty() ? "" : ", " + fields)
                                + "}"));
    }

    private static String told(String kind, String suffix) {
        return kind + " 'movies" + suffix
                + "' exists in namespace 'default' and does not belong to this stack, which needs the name. The "
                + "operator does not touch it. Delete or rename it, or create the stack under another name.";
    }
}
