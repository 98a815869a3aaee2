package fusion.movies.operator.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The status of an object by kstatus, as in Flux and kpt: runs the library through {@code local/kubernetes/kstatus}.
 */
public final class Kstatus {

    private Kstatus() {}

    /**
     * @param json an object from the API server
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
