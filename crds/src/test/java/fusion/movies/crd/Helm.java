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

/** Helm itself, as {@code local/kubernetes/compile tests} left it in the user's cache. */
record Helm(Path program) {

    static final String CHART = "../chart";

    static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return home.resolve("movies-fusion").resolve("kubernetes");
    }

    /** The one compiled last; empty where none was compiled on this machine. */
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
        // Linked without its version, as here, Helm takes the cluster for a Kubernetes 1.20.
        arguments.add("--kube-version=1.35.4");
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    /** What it printed; its words as an exception where it failed. */
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
