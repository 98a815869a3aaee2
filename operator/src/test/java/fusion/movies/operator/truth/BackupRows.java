package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import fusion.movies.operator.harness.PodStates;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;

/** Backups, and that Ready does not depend on them. */
final class BackupRows {

    private static final String SPEC =
            "{backup: {schedule: '0 3 1 1 *', destination: {s3: {endpoint: 'https://s3.example.org', bucket: films, credentialsSecretRef: {name: s3}}}}}";

    private static final String SUCCEEDED =
            "{\"outcome\": \"Succeeded\", \"reason\": \"Succeeded\", \"message\": \"Done.\", \"time\": \"2126-01-01T03:00:04Z\","
                    + " \"movies\": 253, \"bytes\": 30000, \"location\": \"s3://films/default.movies-21260101T030004Z.jsonl.gz\"}";

    private static final String REFUSED =
            "https://s3.example.org does not accept the credentials (SignatureDoesNotMatch)."
                    + " Correct the Secret of backup.destination.s3.credentialsSecretRef.";

    static final List<Row> ROWS = List.of(
            broken("No backup was due yet")
                    .spec(SPEC)
                    .when(Scene::run)
                    .works("BackupReady", "Scheduled", "No backup was due yet. The schedule is '0 3 1 1 *' (UTC).")
                    .works("Ready", "Serving", "253 movies are served by 2 pods."),
            broken("The first backup is being taken")
                    .spec(SPEC)
                    .when(scene -> {
                        scene.run();
                        scene.kubelet().jobPod(scene.kubelet().backupJob(), PodStates.ready());
                    })
                    .works("BackupReady", "Running", "The first backup is being taken.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods."),
            broken("A backup succeeded")
                    .spec(SPEC)
                    .when(scene -> {
                        scene.run();
                        ends(scene, "Completed", 0, SUCCEEDED, true);
                    })
                    .works(
                            "BackupReady",
                            "Succeeded",
                            "The backup of DATET03:00:04Z has 253 movies:"
                                    + " s3://films/default.movies-21260101T030004Z.jsonl.gz.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods."),
            broken("The CronJob no longer runs")
                    .spec(SPEC)
                    .when(scene -> {
                        scene.run();
                        ends(scene, "Completed", 0, SUCCEEDED.replace("2126-01-01", "2021-01-01"), true);
                    })
                    .fails(
                            "BackupReady",
                            "Overdue",
                            "No backup was taken since DATET03:00:04Z, although the schedule '0 3 1 1 *' (UTC)"
                                    + " has been due more than once. See: kubectl -n default describe cronjob"
                                    + " movies-backup.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods. Not as specified: see BackupReady."),
            broken("The bucket's server refuses the credentials")
                    .spec(SPEC)
                    .when(scene -> {
                        scene.run();
                        ends(
                                scene,
                                "Error",
                                1,
                                "{\"outcome\": \"Failed\", \"reason\": \"DestinationRefused\", \"message\": \""
                                        + REFUSED + "\"}",
                                false);
                    })
                    .fails("BackupReady", "DestinationRefused", REFUSED + " No backup has succeeded yet.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods. Not as specified: see BackupReady."),
            broken("A backup is OOM-killed")
                    .spec(SPEC)
                    .when(scene -> {
                        scene.run();
                        ends(scene, "OOMKilled", 137, "", false);
                    })
                    .fails(
                            "BackupReady",
                            "OutOfMemory",
                            "The backup was OOM-killed: it exceeded its memory limit. Raise"
                                    + " api.resources.limits.memory."
                                    + " No backup has succeeded yet.")
                    .works("Ready", "Serving", "253 movies are served by 2 pods. Not as specified: see BackupReady."));

    private BackupRows() {}

    private static void ends(Scene scene, String reason, int exitCode, String message, boolean complete) {
        Job job = scene.kubelet().backupJob();
        scene.kubelet().jobPod(job, PodStates.ended(reason, exitCode, message));
        scene.kubelet().jobEnds(job, complete);
    }
}
