package fusion.movies.crd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the helm binary that {@code local/kubernetes/compile tests} left in the user's cache. */
record Helm(Path program) {

    static final String CHART = "../chart";

    static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return home.resolve("movies-fusion").resolve("kubernetes");
    }

    /** The one compiled last; empty if none was compiled on this machine. */
    static Optional<Helm> find() {
        if (!Files.isDirectory(cache())) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(cache())) {
            return folders.filter(path -> path.getFileName().toString().startsWith("helm-"))
                    .map(path -> path.resolve("helm"))
                    .filter(Files::isExecutable)
                    .max(Comparator.comparing(path -> path.toFile().lastModified()))
                    .map(Helm::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The chart's objects in namespace movies-system. */
    String template(String... options) {
        List<String> arguments = new ArrayList<>(List.of("template", "movies-operator", CHART));
        arguments.add("--namespace=movies-system");
        // Linked without a version, as here, Helm assumes Kubernetes 1.20.
        arguments.add("--kube-version=1.35.4");
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    /** @return its output; throws it as an exception if Helm failed */
    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(words);
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
