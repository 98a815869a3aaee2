package fusion.movies.plugin.load;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import fusion.movies.plugin.Output;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class LoadStateTest {

    private static final String SETTLED = "{type: Stalled, status: 'False', reason: NotStalled, message: Nothing.}";

    private static LoadState of(String conditions) {
        return LoadState.of(stack(4, conditions), 4);
    }

    private static MoviesStack stack(long observed, String conditions) {
        return new KubernetesSerialization().unmarshal("""
                ---
                apiVersion: movies.fusion/v1alpha1
                kind: MoviesStack
                metadata: {name: movies, generation: 4}
                status:
                  observedGeneration: %d
                  conditions: [%s]
                """.formatted(observed, conditions), MoviesStack.class);
    }

    private static String seeded(String status, String reason, String message) {
        return "{type: Seeded, status: '%s', reason: %s, message: '%s'}".formatted(status, reason, message);
    }

    @Test
    void a_status_of_an_older_spec_says_nothing_about_the_request() {
        assertThat(LoadState.of(stack(3, seeded("True", "Loaded", "253 movies are loaded.")), 4))
                .isEqualTo(new LoadState.Requested());
    }

    @Test
    void its_progress_is_the_operators_message() {
        assertThat(of(SETTLED + "," + seeded("False", "Loading", "The loader starts.")))
                .isEqualTo(new LoadState.UnderWay("The loader starts.", 0, 0));
        assertThat(of(seeded("False", "Loading", "9000 of 36273 movies done, 4500 a second, 0 rejected.")))
                .isEqualTo(
                        new LoadState.UnderWay("9000 of 36273 movies done, 4500 a second, 0 rejected.", 9000, 36273));
    }

    @Test
    void it_ends_with_the_conditions_message() {
        assertThat(of(seeded("True", "Loaded", "253 movies are loaded.")))
                .isEqualTo(new LoadState.Loaded("253 movies are loaded."));
        assertThat(LoadState.of(null, 4)).isEqualTo(new LoadState.Failed("The stack was deleted."));
    }

    @Test
    void it_failed_if_a_user_has_to_act() {
        String stalled = "{type: Stalled, status: 'True', reason: SourceNotFound, message: 'Seeded: It returned 404.'}";

        assertThat(of(stalled + "," + seeded("False", "SourceNotFound", "It returned 404.")))
                .isEqualTo(new LoadState.Failed("It returned 404."));
        assertThat(of(
                        "{type: Stalled, status: 'True', reason: VolumeLost, message: 'DatabaseReady: A volume is lost.'},"
                                + seeded("False", "Waiting", "Waits for DatabaseReady.")))
                .isEqualTo(new LoadState.Failed("The load cannot start. DatabaseReady: A volume is lost."));
    }

    @Test
    void neither_another_stalled_step_nor_a_restarted_loader_ends_it() {
        String hindered =
                "{type: Stalled, status: 'True', reason: StorageNotExpandable, message: 'DatabaseReady: No.'}";

        assertThat(of(hindered + "," + seeded("False", "Loading", "The loader starts.")))
                .isInstanceOf(LoadState.UnderWay.class);
        assertThat(of(hindered + "," + seeded("False", "LoaderLost", "It is started again.")))
                .isInstanceOf(LoadState.UnderWay.class);
    }

    @Test
    void a_pipe_gets_one_line_per_change() {
        Output output = new Output();
        ProgressBar bar = new ProgressBar(output.piped());

        bar.show(new LoadState.UnderWay("The loader starts.", 0, 0));
        bar.show(new LoadState.UnderWay("The loader starts.", 0, 0));
        bar.show(new LoadState.UnderWay("50 of 200 movies done.", 50, 200));
        bar.end();

        assertThat(output.err()).isEqualTo("""
                The loader starts.
                [███████░░░░░░░░░░░░░░░░░░░░░░░]  25 % 50 of 200 movies done.
                """);
    }

    @Test
    void a_terminal_gets_one_line_that_is_redrawn() {
        Output output = new Output();
        ProgressBar bar = new ProgressBar(output.interactive());

        bar.show(new LoadState.UnderWay("200 of 200 movies done.", 200, 200));
        bar.end();

        assertThat(output.err())
                .isEqualTo("\r\u001b[K[" + "█".repeat(30) + "] 100 % 200 of 200 movies done.\r\u001b[K");
    }
}
