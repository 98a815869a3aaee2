package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import fusion.movies.operator.harness.PodStates;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Map;

/** The database's nodes, their volumes and their licence. */
final class DatabaseRows {

    private static final String THREE_NODES = "{database: {nodes: 3}}";
    private static final String LICENSE = "{database: {licenseSecretRef: {name: license}}}";
    private static final String OTHER_CLUSTER = "00000000-0000-4000-8000-000000000000";
    private static final String ADVICE =
            " Without a licence CockroachDB limits a cluster of several nodes to 5 open transactions"
                    + " 7 days after it was made: set database.licenseSecretRef.";

    static final List<Row> ROWS = List.of(
            broken("The database's only node starts")
                    .when(scene -> scene.kubelet().databasePod(0, PodStates.notReady()))
                    .waits("DatabaseReady", "Starting", "0 of 1 node ready.")
                    .waits("SchemaReady", "Waiting", "Waits for DatabaseReady.")
                    .waits("Seeded", "Waiting", "Waits for DatabaseReady.")
                    .waits("Ready", "Starting", "DatabaseReady: 0 of 1 node ready."),
            broken("One of three nodes runs, which is no majority")
                    .spec(THREE_NODES)
                    .when(scene -> scene.kubelet().databaseReady(1))
                    .waits("DatabaseReady", "Starting", "1 of 3 nodes ready; 2 are needed."),
            broken("One of three nodes is away")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.kubelet().runDatabase();
                        scene.kubelet().databaseReady(2);
                    })
                    .works("DatabaseReady", "NodesMissing", "2 of 3 nodes ready; the database serves." + ADVICE),
            broken("Three nodes run without a licence")
                    .spec(THREE_NODES)
                    .when(scene -> scene.kubelet().runDatabase())
                    .works("DatabaseReady", "NodesReady", "3 nodes ready, VERSION." + ADVICE),
            broken("The Job that makes three nodes one cluster finds no node for its pod")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        for (int ordinal = 0; ordinal < 3; ordinal++) {
                            scene.kubelet().databasePod(ordinal, PodStates.notReady());
                        }
                        scene.kubelet()
                                .jobPod(
                                        scene.kubelet().job("-db-init"),
                                        PodStates.unschedulable(
                                                "0/3 nodes are available: 3 node(s) had untolerated taint(s)."));
                    })
                    .fails(
                            "DatabaseReady",
                            "Unschedulable",
                            "Pod movies-db-init-pod finds no node: 0/3 nodes are available: 3 node(s) had untolerated taint(s)."),
            broken("The Job that makes three nodes one cluster fails")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        for (int ordinal = 0; ordinal < 3; ordinal++) {
                            scene.kubelet().databasePod(ordinal, PodStates.notReady());
                        }
                        Job init = scene.kubelet().job("-db-init");
                        scene.kubelet().jobPod(init, PodStates.ended("Error", 1, null));
                        scene.kubelet().jobEnds(init, false);
                    })
                    .fails(
                            "DatabaseReady",
                            "InitFailed",
                            "Job 'movies-db-init', which makes the nodes one cluster, failed (Error, exit code 1)."
                                    + " See: kubectl logs movies-db-init-pod. It is made again when it is deleted."),
            broken("The nodes are ready, and yet do not answer")
                    .when(scene -> {
                        scene.stack().node().goAway();
                        scene.kubelet().runDatabase();
                    })
                    .waits(
                            "DatabaseReady",
                            "Unreachable",
                            "The nodes are ready, and yet the operator cannot log in: The connection attempt failed."),
            broken("The nodes no longer answer while the API serves")
                    .when(scene -> {
                        scene.run();
                        scene.stack().node().goAway();
                        scene.stack().awaitNextRound();
                    })
                    .waits(
                            "DatabaseReady",
                            "Unreachable",
                            "The nodes are ready, and yet the operator cannot log in: The connection attempt failed.")
                    .works(
                            "Ready",
                            "Serving",
                            "253 movies are served by 2 pods. The database is away: they are served from what the pods read before, see DatabaseReady."),
            broken("The database's pod is lost while the API serves")
                    .when(scene -> {
                        scene.run();
                        scene.kubelet()
                                .databasePod(
                                        0, PodStates.unschedulable("0/3 nodes are available: 3 Insufficient memory."));
                        scene.kubelet().databaseReady(0);
                    })
                    .fails(
                            "DatabaseReady",
                            "Unschedulable",
                            "Pod movies-db-0 finds no node: 0/3 nodes are available: 3 Insufficient memory.")
                    .works(
                            "Ready",
                            "Serving",
                            "253 movies are served by 2 pods. The database is away: they are served from what the pods read before, see DatabaseReady."),
            broken("A volume was replaced by an empty one: another cluster answers")
                    .when(scene -> {
                        scene.kubelet().claim(0, "Bound");
                        scene.client()
                                .persistentVolumeClaims()
                                .inNamespace(scene.stack().namespace())
                                .withName("data-" + scene.name() + "-db-0")
                                .edit(claim -> {
                                    claim.getMetadata()
                                            .setAnnotations(Map.of("movies.fusion/cluster-id", OTHER_CLUSTER));
                                    return claim;
                                });
                        scene.kubelet().runDatabase();
                    })
                    .fails(
                            "DatabaseReady",
                            "OtherCluster",
                            "The volumes were made by the CockroachDB cluster " + OTHER_CLUSTER
                                    + ", but 7b1d5a0c-8f52-4f0e-9a56-0b6f3f7a2c11 answers: a volume was emptied or replaced. Restore it, or delete"
                                    + " the claims of this stack to begin again without their data."),
            broken("The licence's Secret does not exist")
                    .spec(LICENSE)
                    .when(scene -> scene.kubelet().runDatabase())
                    .hinders(
                            "DatabaseReady",
                            "LicenseMissing",
                            "database.licenseSecretRef names Secret 'license', which does not exist."
                                    + " Make it with the key 'license', or remove licenseSecretRef."),
            broken("The licence's Secret has no key license")
                    .spec(LICENSE)
                    .given(scene -> scene.stack().secret("license", Map.of("licence", "crl-0-abc")))
                    .when(scene -> scene.kubelet().runDatabase())
                    .hinders(
                            "DatabaseReady",
                            "LicenseMissing",
                            "database.licenseSecretRef names Secret 'license', which has no key 'license'."
                                    + " Make it with the key 'license', or remove licenseSecretRef."),
            broken("The database does not take the licence")
                    .spec(LICENSE)
                    .given(scene -> scene.stack().secret("license", Map.of("license", "crl-0-abc")))
                    .when(scene -> scene.kubelet().runDatabase())
                    .hinders(
                            "DatabaseReady",
                            "LicenseRefused",
                            "The database does not take the licence of Secret 'license' (SQL state 42601)."
                                    + " Correct it, or remove database.licenseSecretRef."),
            broken("There is no StorageClass of the name in the spec")
                    .ofTheCluster()
                    .spec("{database: {storage: {storageClassName: fast}}}")
                    .given(scene -> storageClass(scene, "slow", false))
                    .when(scene -> scene.kubelet().claim(0, "Pending"))
                    .fails(
                            "DatabaseReady",
                            "StorageClassMissing",
                            "Claim data-movies-db-0 stays unbound: there is no StorageClass 'fast'"
                                    + " (there are movies-slow). Make it, or make a new stack with another database.storage.storageClassName."),
            broken("There is no default StorageClass")
                    .ofTheCluster()
                    .given(scene -> storageClass(scene, "slow", false))
                    .when(scene -> scene.kubelet().claim(0, "Pending"))
                    .fails(
                            "DatabaseReady",
                            "StorageClassMissing",
                            "Claim data-movies-db-0 stays unbound: there is no default StorageClass"
                                    + " (there are movies-slow). Make it, or make a new stack with another database.storage.storageClassName."),
            broken("The provisioner makes no volume")
                    .ofTheCluster()
                    .spec("{database: {storage: {storageClassName: NAME-fast}}}")
                    .given(scene -> storageClass(scene, "fast", false))
                    .when(scene -> {
                        PersistentVolumeClaim claim = scene.kubelet().claim(0, "Pending");
                        scene.kubelet()
                                .event(
                                        claim,
                                        "ProvisioningFailed",
                                        "failed to provision volume: the disk quota of the project is used up");
                    })
                    .fails(
                            "DatabaseReady",
                            "VolumeNotProvisioned",
                            "Claim data-movies-db-0 gets no volume: failed to provision volume: the disk quota of the project is used up"),
            broken("A volume is lost")
                    .when(scene -> {
                        scene.run();
                        scene.kubelet().claim(0, "Lost");
                        scene.kubelet().databasePod(0, PodStates.waiting("ContainerCreating", null));
                        scene.kubelet().databaseReady(0);
                    })
                    .fails(
                            "DatabaseReady",
                            "VolumeLost",
                            "Claim data-movies-db-0 lost its volume, and the data on it is gone with it. Restore the volume under its name,"
                                    + " or delete the claim and the pod to begin again without its data."),
            broken("The StorageClass does not expand volumes, and database.storage.size was raised")
                    .ofTheCluster()
                    .spec("{database: {storage: {size: 1Gi, storageClassName: NAME-slow}}}")
                    .given(scene -> storageClass(scene, "slow", false))
                    .when(scene -> {
                        scene.run();
                        scene.apply("{database: {storage: {size: 2Gi, storageClassName: NAME-slow}}}");
                    })
                    .hinders(
                            "DatabaseReady",
                            "StorageNotExpandable",
                            "Claim data-movies-db-0 stays at 1Gi instead of the 2Gi of database.storage.size:"
                                    + " its StorageClass 'movies-slow' does not expand volumes. Set the size back to 1Gi, or have allowVolumeExpansion of the class"
                                    + " set to true where its driver can expand. Until then: 1 node ready, VERSION.")
                    .works(
                            "Ready",
                            "Serving",
                            "253 movies are served by 2 pods. Not as the spec asks: see DatabaseReady."),
            broken("The size was set back after the StorageClass did not expand volumes")
                    .ofTheCluster()
                    .spec("{database: {storage: {size: 1Gi, storageClassName: NAME-slow}}}")
                    .given(scene -> storageClass(scene, "slow", false))
                    .when(scene -> {
                        scene.run();
                        scene.apply("{database: {storage: {size: 2Gi, storageClassName: NAME-slow}}}");
                        scene.stack().awaitCondition("DatabaseReady", "StorageNotExpandable");
                        scene.apply("{database: {storage: {size: 1Gi, storageClassName: NAME-slow}}}");
                    })
                    .works("DatabaseReady", "NodesReady", "1 node ready, VERSION.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods."));

    private DatabaseRows() {}

    private static void storageClass(Scene scene, String suffix, boolean expands) {
        scene.createForCluster(
                StorageClass.class,
                "{metadata: {name: NAME-%s}, provisioner: example.org/none, allowVolumeExpansion: %s}"
                        .formatted(suffix, expands));
    }
}
