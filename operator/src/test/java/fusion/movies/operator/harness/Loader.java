package fusion.movies.operator.harness;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Plays the loader that a seed Job runs: its record in the database, and its termination message. */
public final class Loader {

    private final TestStack stack;
    private final Kubelet kubelet;

    public Loader(TestStack stack, Kubelet kubelet) {
        this.stack = stack;
        this.kubelet = kubelet;
    }

    /** Loads this number of movies successfully. */
    public void loads(long movies) {
        Job job = kubelet.seedJob();
        record(job, "Loaded", movies);
        kubelet.jobPod(job, PodStates.ended("Completed", 0, verdict("Loaded", "Loaded", "Loaded.")));
        kubelet.jobEnds(job, true);
    }

    /** Fails because of its source. */
    public void fails(String reason, String message) {
        Job job = kubelet.seedJob();
        kubelet.jobPod(job, PodStates.ended("Error", 1, verdict("Failed", reason, message)));
        kubelet.jobEnds(job, false);
    }

    public static String verdict(String outcome, String reason, String message) {
        return "{\"outcome\": \"%s\", \"reason\": \"%s\", \"message\": \"%s\"}".formatted(outcome, reason, message);
    }

    /** The load record, as the loader writes it under its Job's fingerprint. */
    public void record(Job job, String state, long movies) {
        try (Connection connection = stack.database();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO movies_load (fingerprint, state, films, inserted, updated, skipped, removed, rejected,
                                                 total, started_at, updated_at, finished_at)
                        VALUES (?, ?, ?, ?, 0, 0, 0, 0, ?, now() - interval '2 seconds', now(), now())
                        ON CONFLICT (fingerprint) DO UPDATE SET state = excluded.state, films = excluded.films""")) {
            insert.setString(1, fingerprint(job));
            insert.setString(2, state);
            insert.setLong(3, movies);
            insert.setLong(4, movies);
            insert.setLong(5, movies);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The load record cannot be written", e);
        }
    }

    private static String fingerprint(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals("MOVIES_SEED_FINGERPRINT"))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }
}
