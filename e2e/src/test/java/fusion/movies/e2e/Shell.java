package fusion.movies.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A shell in a folder, as a reader of the documentation would use it.
 *
 * @param programs a folder that is first on the PATH
 */
record Shell(Path folder, Path programs) {

    private static final Duration LIMIT = Duration.ofMinutes(15);

    /** The output of the commands. The first one that fails ends them with an error that has all output. */
    String run(String commands) {
        Path output = folder.resolve(".output");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            process.destroy();
            String words = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError("%s:%n%s%n%s"
                        .formatted(ended ? "These commands failed" : "These commands did not end", commands, words));
            }
            return words;
        } catch (IOException e) {
            throw new AssertionError(commands, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(commands, e);
        }
    }
}
