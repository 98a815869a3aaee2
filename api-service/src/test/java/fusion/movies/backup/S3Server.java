package fusion.movies.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the S3 server that {@code local/kubernetes/compile tests} left in the user's cache, with the bucket {@code films}. */
final class S3Server implements AutoCloseable {

    static final String ID = "backup-writer";
    static final String KEY = "a-secret-of-the-tests";

    private final Process process;
    private final URI endpoint;

    /** @param arguments such as those for HTTPS */
    S3Server(String scheme, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString(), "-buckets", "films"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("ACCESS_KEY_ID", ID);
            builder.environment().put("SECRET_ACCESS_KEY", KEY);
            process = builder.start();
            String address = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            endpoint = URI.create(scheme + "://localhost" + address.substring(address.lastIndexOf(':')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return home.resolve("movies-fusion").resolve("kubernetes");
    }

    /** The one compiled last; empty if none was compiled on this machine. */
    static Optional<Path> program() {
        if (!Files.isDirectory(cache())) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(cache())) {
            return folders.filter(path -> path.getFileName().toString().startsWith("s3-"))
                    .map(path -> path.resolve("s3"))
                    .filter(Files::isExecutable)
                    .max(Comparator.comparing(path -> path.toFile().lastModified()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
