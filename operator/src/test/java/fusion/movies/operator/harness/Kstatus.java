package fusion.movies.operator.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What kstatus, and so Flux and kpt, takes an object for: the library itself, in the program of {@code local/kubernetes/kstatus}. */
public final class Kstatus {

    private Kstatus() {}

    /**
     * @param json an object as the API server has it
     * @return such as {@code InProgress}
     */
    public static String of(String json) {
        try {
            Process process = new ProcessBuilder(
                            ControlPlaneBinaries.find().orElseThrow().kstatus().toString())
                    .redirectErrorStream(true)
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(json.replace("\n", " ").getBytes(StandardCharsets.UTF_8));
            }
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return words.substring(0, Math.max(0, words.indexOf(':')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
