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
    private static final String FIVE_NODES = "{database: {nodes: 5}}";
    private static final String LICENSE = "{database: {licenseSecretRef: {name: license}}}";
    private static final String OTHER_CLUSTER = "00000000-0000-4000-8000-000000000000";
    private static final String ADVICE =
            " Without a licence CockroachDB limits a cluster of several nodes to 5 open transactions"
                    + " 7 days after it was created: set database.licenseSecretRef.";

    static final List<Row> ROWS = List.of(
            broken("The only database node is starting")
                    .when(scene -> scene.kubelet().databasePod(0, PodStates.notReady()))
                    .waits("DatabaseReady", "Starting", "0 of 1 node ready.")
                    .waits("SchemaReady", "Waiting", "Waits for DatabaseReady.")
                    .waits("Seeded", "Waiting", "Waits for DatabaseReady.")
                    .waits("Ready", "Starting", "DatabaseReady: 0 of 1 node ready."),
            broken("One of three nodes is ready: no quorum")
                    .spec(THREE_NODES)
                    .when(scene -> scene.kubelet().databaseReady(1))
                    .waits("DatabaseReady", "Starting", "1 of 3 nodes ready; 2 are needed."),
            broken("One of three nodes is down")
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
            broken("The pod of the Job that initializes a three-node cluster cannot be scheduled")
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
                            "Pod movies-db-init-pod cannot be scheduled: 0/3 nodes are available: 3 node(s) had untolerated taint(s)."),
            broken("The Job that initializes a three-node cluster fails")
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
                            "Job 'movies-db-init', which initializes the cluster, failed (Error, exit code 1)."
                                    + " See: kubectl logs movies-db-init-pod. Delete it to retry."),
            broken("The nodes are ready but do not respond")
                    .when(scene -> {
                        scene.stack().node().goAway();
                        scene.kubelet().runDatabase();
                    })
                    .waits(
                            "DatabaseReady",
                            "Unreachable",
                            "The nodes are ready, but the operator cannot log in: The connection attempt failed."),
            broken("The nodes stop responding while the API serves")
                    .when(scene -> {
                        scene.run();
                        scene.stack().node().goAway();
                        scene.stack().awaitNextRound();
                    })
                    .waits(
                            "DatabaseReady",
                            "Unreachable",
                            "The nodes are ready, but the operator cannot log in: The connection attempt failed.")
                    .works(
                            "Ready",
                            "Serving",
                            "253 movies are served by 2 pods. The database is unavailable: the pods serve the"
                                    + " movies that they read before, see DatabaseReady."),
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
                            "Pod movies-db-0 cannot be scheduled: 0/3 nodes are available: 3 Insufficient memory.")
                    .works(
                            "Ready",
                            "Serving",
                            "253 movies are served by 2 pods. The database is unavailable: the pods serve the"
                                    + " movies that they read before, see DatabaseReady."),
            broken("A volume was replaced by an empty one: another cluster responds")
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
                            "The volumes belong to the CockroachDB cluster " + OTHER_CLUSTER
                                    + ", but cluster 7b1d5a0c-8f52-4f0e-9a56-0b6f3f7a2c11 responds: a volume was"
                                    + " emptied or replaced. Restore it, or delete the claims of this stack to start over "
                                    + "without their data."),
            broken("The licence's Secret does not exist")
                    .spec(LICENSE)
                    .when(scene -> scene.kubelet().runDatabase())
                    .hinders(
                            "DatabaseReady",
                            "LicenseMissing",
                            "database.licenseSecretRef names Secret 'license', which does not exist."
                                    + " Create it with the key 'license', or remove licenseSecretRef."),
            broken("The licence's Secret has no key license")
                    .spec(LICENSE)
                    .given(scene -> scene.stack().secret("license", Map.of("licence", "crl-0-abc")))
                    .when(scene -> scene.kubelet().runDatabase())
                    .hinders(
                            "DatabaseReady",
                            "LicenseMissing",
                            "database.licenseSecretRef names Secret 'license', which has no key 'license'."
                                    + " Create it with the key 'license', or remove licenseSecretRef."),
            broken("The database rejects the licence")
                    .spec(LICENSE)
                    .given(scene -> scene.stack().secret("license", Map.of("license", "crl-0-abc")))
                    .when(scene -> scene.kubelet().runDatabase())
                    .hinders(
                            "DatabaseReady",
                            "LicenseRefused",
                            "The database does not accept the licence in Secret 'license' (SQL state 42601)."
                                    + " Correct it, or remove database.licenseSecretRef."),
            broken("The StorageClass in the spec does not exist")
                    .ofTheCluster()
                    .spec("{database: {storage: {storageClassName: fast}}}")
                    .given(scene -> storageClass(scene, "slow", false))
                    .when(scene -> scene.kubelet().claim(0, "Pending"))
                    .fails(
                            "DatabaseReady",
                            "StorageClassMissing",
                            "Claim data-movies-db-0 stays unbound: there is no StorageClass 'fast'"
                                    + " (available: movies-slow). Create it, or create a new stack with another"
                                    + " database.storage.storageClassName."),
            broken("There is no default StorageClass")
                    .ofTheCluster()
                    .given(scene -> storageClass(scene, "slow", false))
                    .when(scene -> scene.kubelet().claim(0, "Pending"))
                    .fails(
                            "DatabaseReady",
                            "StorageClassMissing",
                            "Claim data-movies-db-0 stays unbound: there is no default StorageClass"
                                    + " (available: movies-slow). Create it, or create a new stack with another"
                                    + " database.storage.storageClassName."),
            broken("The provisioner fails to create a volume")
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
                            "Claim data-movies-db-0 cannot get a volume: failed to provision volume: the disk quota of the project is used up"),
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
                            "Claim data-movies-db-0 lost its volume and the data on it. Restore the volume under "
                                    + "its name, or delete the claim and the pod to start over without its data."),
            broken("database.storage.size is raised, but the StorageClass does not expand volumes")
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
                                    + " its StorageClass 'movies-slow' does not expand volumes. Set the size back to 1Gi, "
                                    + "or set allowVolumeExpansion of the class to true if its driver supports "
                                    + "expansion. Until then: 1 node ready, VERSION.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods. Not as specified: see DatabaseReady."),
            broken("The spec scales a database from three nodes to one")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.apply("{database: {nodes: 1}}");
                    })
                    .hinders(
                            "DatabaseReady",
                            "NodesNotLowered",
                            "database.nodes is 1, but the database has 3 nodes, which keep three replicas of all"
                                    + " data: a cluster cannot become a single node again. It keeps its 3 nodes."
                                    + " Set database.nodes to "
                                    + "3 or more, or create a new stack with one node and load the movies there. Until then: 3 nodes ready, VERSION."
                                    + ADVICE),
            broken("The spec removes two of five nodes")
                    .spec(FIVE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.stack()
                                .cluster(
                                        "INSERT INTO crdb_internal.ranges_no_leases VALUES ('/Table/104', '{1,2,5}'), ('/Table/105', '{3,4,5}')");
                        scene.apply(THREE_NODES);
                        scene.kubelet().job("-db-leave-4");
                    })
                    .works(
                            "DatabaseReady",
                            "Decommissioning",
                            "Scaling from 5 to 3 nodes, one at a time. Node movies-db-4 (id 5) is leaving: 2"
                                    + " replicas left to move."),
            broken("The spec removes two of five nodes while one of the others is down")
                    .spec(FIVE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.kubelet().databasePod(1, PodStates.notReady());
                        scene.apply(THREE_NODES);
                    })
                    .works(
                            "DatabaseReady",
                            "Decommissioning",
                            "Scaling from 5 to 3 nodes, one at a time. Node movies-db-4 leaves when movies-db-1"
                                    + " is ready."),
            broken("The Job that decommissions a node fails")
                    .spec(FIVE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.apply(THREE_NODES);
                        Job leave = scene.kubelet().job("-db-leave-4");
                        scene.kubelet().jobPod(leave, PodStates.ended("Error", 1, null));
                        scene.kubelet().jobEnds(leave, false);
                    })
                    .hinders(
                            "DatabaseReady",
                            "MembershipJobFailed",
                            "Job 'movies-db-leave-4' changes the number of nodes. Job 'movies-db-leave-4' failed (Error, exit code 1)."
                                    + " See: kubectl logs movies-db-leave-4-pod --all-containers. It is retried after two minutes, or once it is deleted."),
            broken("A leaving node is kept after all")
                    .spec(FIVE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.stack().membership(4, "decommissioning");
                        scene.stack().awaitNextRound();
                    })
                    .works(
                            "DatabaseReady",
                            "Recommissioning",
                            "Node movies-db-4 was leaving and stays, because database.nodes was raised again."),
            broken("A node was decommissioned manually")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.stack().membership(1, "decommissioned");
                        scene.stack().awaitNextRound();
                    })
                    .hinders(
                            "DatabaseReady",
                            "NodeDecommissioned",
                            "Node movies-db-1 (id 2) was decommissioned manually, which cannot be undone. Delete its claim data-movies-db-1"
                                    + " and its pod: a new node replaces it."),
            broken("A node is ready but not a member of the others' cluster")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.stack().cluster("DELETE FROM crdb_internal.gossip_nodes WHERE node_id = 3");
                        scene.stack().awaitNextRound();
                    })
                    .fails(
                            "DatabaseReady",
                            "SeveralClusters",
                            "movies-db-2 is ready but not a member of the cluster"
                                    + " 7b1d5a0c-8f52-4f0e-9a56-0b6f3f7a2c11, "
                                    + "which the other nodes form: its volume holds a separate cluster. If that "
                                    + "one has no movies, delete its claim data-movies-db-2 and its pod; it then "
                                    + "joins the others."),
            broken("A node has just become ready, and the others do not know it yet")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.stack().cluster("DELETE FROM crdb_internal.gossip_nodes WHERE node_id = 3");
                        scene.kubelet().databasePod(2, PodStates.justReady());
                        scene.stack().awaitNextRound();
                    })
                    .works("DatabaseReady", "Joining", "movies-db-2 is ready and is joining the others."),
            broken("A rolling restart waits for under-replicated ranges")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.stack()
                                .node()
                                .metrics(
                                        "ranges 44\nranges_unavailable 0\nranges_underreplicated 7\nliveness_livenodes 3\n");
                        scene.apply("{database: {nodes: 3, cache: 1GiB}}");
                        scene.awaitTemplate("--cache=1GiB");
                        scene.kubelet().databaseReady(3);
                    })
                    .works(
                            "DatabaseReady",
                            "Rolling",
                            "0 of 3 nodes restarted with the current settings. The next one waits: movies-db-0"
                                    + " reports 7 under-replicated ranges."),
            broken("The first node restarted with new settings does not come back")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.run();
                        scene.apply("{database: {nodes: 3, cache: 1GiB}}");
                        scene.awaitTemplate("--cache=1GiB");
                        scene.kubelet().databaseReady(3);
                        scene.awaitNoPod("-db-2");
                        scene.kubelet().databasePod(2, PodStates.crashing("Error", 1, null));
                        scene.kubelet().databaseReady(2);
                    })
                    .hinders(
                            "DatabaseReady",
                            "Crashing",
                            "2 of 3 nodes ready; the database serves. Pod movies-db-2 keeps terminating (Error, exit code 1)."
                                    + " See: kubectl logs movies-db-2 --previous")
                    .works("Ready", "Serving", "253 movies are served by 2 pods. Not as specified: see DatabaseReady."),
            broken("One node was scaled to three, and ranges still have one replica")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.stack()
                                .cluster(
                                        "INSERT INTO crdb_internal.ranges_no_leases VALUES ('/Min', '{1,2,3}'), ('/Table/45', '{1}'), ('/Table/104', '{1}')");
                        scene.stack().awaitNextRound();
                    })
                    .works("DatabaseReady", "Replicating", "Replicating: 1 of 3 ranges have 3 replicas."),
            broken("The database refuses to raise the number of replicas")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.stack()
                                .cluster(
                                        "INSERT INTO crdb_internal.zones VALUES ('RANGE meta', 'ALTER RANGE meta CONFIGURE ZONE USING num_replicas = 1')");
                        scene.stack().awaitNextRound();
                    })
                    .hinders(
                            "DatabaseReady",
                            "ReplicasNotRaised",
                            "Part of the data has only one replica although there are 3 nodes. The database refused:"
                                    + " ALTER RANGE meta CONFIGURE ZONE USING num_replicas = 3 (ERROR: syntax error at or near \"RANGE\")."
                                    + " Run it manually as root."),
            broken("The cluster's system tables cannot be read")
                    .when(scene -> {
                        scene.stack()
                                .cluster(
                                        "ALTER TABLE crdb_internal.cluster_settings RENAME TO former_settings",
                                        "CREATE VIEW crdb_internal.cluster_settings AS SELECT 'version'::text AS variable, (1 / 0)::text AS value");
                        scene.kubelet().runDatabase();
                    })
                    .works(
                            "DatabaseReady",
                            "ClusterNotRead",
                            "The database serves, but the cluster's system tables could not be read; the operator retries: ERROR: division by zero"),
            broken("The spec has another major version, and the database refuses to preserve the version of its data")
                    .spec("{database: {image: 'cockroachdb/cockroach:v25.2.9'}}")
                    .when(scene -> {
                        scene.stack().versions("25.2", "25.2");
                        scene.runDatabase();
                        scene.apply("{database: {image: 'cockroachdb/cockroach:v25.4.14'}}");
                    })
                    .works(
                            "DatabaseReady",
                            "UpgradeWaits",
                            "The nodes keep image cockroachdb/cockroach:v25.2.9 until the database reports the"
                                    + " version of its data and preserves it (ERROR: syntax error at or near"
                                    + " \"SETTING\"). Until then: 1 node ready, VERSION."),
            broken("A system range still has one replica long after all others have three")
                    .spec(THREE_NODES)
                    .when(scene -> {
                        scene.runDatabase();
                        scene.stack()
                                .cluster(
                                        "INSERT INTO crdb_internal.ranges_no_leases VALUES ('/Min', '{1,2,3}'), ('/Table/45', '{1}'), ('/Table/104', '{1,2,3}')");
                        scene.stack().awaitNextRound();
                    })
                    .works(
                            "DatabaseReady",
                            "NodesReady",
                            "3 nodes ready, VERSION." + ADVICE
                                    + " 2 of 3 ranges have 3 replicas. Of the system ranges, /Table/45 has fewer; CockroachDB replicates them in the background."),
            broken("The image in the spec is older than the data")
                    .spec("{database: {image: 'cockroachdb/cockroach:v25.4.14'}}")
                    .when(scene -> {
                        scene.stack().versions("25.4", "25.4");
                        scene.run();
                        scene.apply("{database: {image: 'cockroachdb/cockroach:v25.2.9'}}");
                    })
                    .hinders(
                            "DatabaseReady",
                            "ImageRefused",
                            "database.image cockroachdb/cockroach:v25.2.9 is v25.2, but the data are already at"
                                    + " v25.4 and cannot be downgraded. Set database.image to an image of v25.4,"
                                    + " or of v26.2 or v26.1. Until then: 1 node ready, VERSION.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods. Not as specified: see DatabaseReady."),
            broken("The image in the spec skips versions")
                    .spec("{database: {image: 'cockroachdb/cockroach:v24.1.28'}}")
                    .when(scene -> {
                        scene.stack().versions("24.1", "24.1");
                        scene.runDatabase();
                        scene.apply("{database: {image: 'cockroachdb/cockroach:v25.4.14'}}");
                    })
                    .hinders(
                            "DatabaseReady",
                            "ImageRefused",
                            "database.image cockroachdb/cockroach:v25.4.14 is v25.4, too new for the data, which"
                                    + " are at v24.1."
                                    + " Set database.image to an image of v24.3 or v24.2 first. Until then: 1 node ready, VERSION."),
            broken("The nodes have run a newer version than the data's for less than ten minutes")
                    .spec("{database: {image: 'cockroachdb/cockroach:v25.4.14'}}")
                    .when(scene -> {
                        scene.stack().versions("25.2", "25.4");
                        scene.kubelet().runDatabase();
                        scene.kubelet().databasePod(0, PodStates.justReady());
                        scene.stack().awaitNextRound();
                    })
                    .works(
                            "DatabaseReady",
                            "UpgradeSoaking",
                            "The nodes run 25.4, but the data are still at 25.2. The upgrade is finalized when"
                                    + " all nodes have been ready for"
                                    + " 10 minutes; until then database.image can be rolled back."),
            broken("The nodes run a newer version than the data's, and database.finalizeUpgrade is Manual")
                    .spec("{database: {finalizeUpgrade: Manual, image: 'cockroachdb/cockroach:v25.4.14'}}")
                    .when(scene -> {
                        scene.stack().versions("25.2", "25.4");
                        scene.kubelet().runDatabase();
                    })
                    .works(
                            "DatabaseReady",
                            "UpgradeNotFinalized",
                            "1 node ready. The nodes run 25.4, but the data are still at 25.2. Set"
                                    + " database.finalizeUpgrade to Automatic to finalize"
                                    + " the upgrade; until then database.image can be rolled back."),
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
