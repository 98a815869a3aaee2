package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.SettingsWrong;
import static fusion.movies.load.LoadException.Reason.SourceNotFound;
import static fusion.movies.load.LoadException.Reason.SourceTooLarge;
import static fusion.movies.load.LoadException.Reason.SourceUnreachable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A source behind a URL, fetched into a temporary file; a transfer that breaks is taken up where it broke. */
final class Download {

    /** @param stall how long a server may send nothing */
    record Patience(int attempts, Duration pause, Duration stall) {
        static final Patience USUAL = new Patience(5, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    private final URI uri;
    private final long maxBytes;
    private final Patience patience;

    /** Strong ETag of the bytes that are there already: the rest must be of the same version. */
    private String version;

    Download(URI uri, long maxBytes, Patience patience) {
        this.uri = uri;
        this.maxBytes = maxBytes;
        this.patience = patience;
        if (uri.getHost() == null) {
            throw new LoadException(
                    SettingsWrong, "The source " + shown() + " names no host; write it as https://host/path.");
        }
    }

    Source fetch() {
        try {
            Path file = Files.createTempFile("movies", ".download");
            try {
                fetchInto(file);
            } catch (Throwable e) {
                Files.delete(file);
                throw e;
            }
            return new Fetched(file);
        } catch (IOException e) {
            throw new LoadException(
                    SourceUnreachable, "The source " + shown() + " cannot be stored: " + e.getMessage() + ".", e);
        }
    }

    private record Fetched(Path file) implements Source {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    private void fetchInto(Path file) throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(patience.stall())
                        .build();
                ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor()) {
            Duration pause = patience.pause();
            for (int attempt = 1; ; attempt++) {
                try {
                    attempt(client, watch, file);
                    return;
                } catch (IOException e) {
                    if (attempt == patience.attempts()) {
                        throw new LoadException(
                                SourceUnreachable,
                                "The source " + shown() + " could not be fetched in " + attempt + " attempts: "
                                        + cause(e) + ".",
                                e);
                    }
                    Thread.sleep(pause);
                    pause = pause.multipliedBy(2);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException(SourceUnreachable, "Fetching " + shown() + " was interrupted.", e);
        }
    }

    private void attempt(HttpClient client, ScheduledExecutorService watch, Path file)
            throws IOException, InterruptedException {
        long there = Files.size(file);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience.stall());
        if (there > 0 && version != null) {
            request.header("Range", "bytes=" + there + "-").header("If-Range", version);
        }
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case 200 -> {
                    version = strongVersion(response).orElse(null);
                    append(body, watch, file, 0);
                }
                case 206 -> append(body, watch, file, there);
                default -> throw refused(response);
            }
        }
    }

    private void append(InputStream body, ScheduledExecutorService watch, Path file, long there) throws IOException {
        try (OutputStream out =
                there == 0 ? Files.newOutputStream(file) : Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[64 * 1024];
            long length = there;
            for (int read = read(body, buffer, watch); read >= 0; read = read(body, buffer, watch)) {
                length += read;
                if (length > maxBytes) {
                    throw new LoadException(
                            SourceTooLarge,
                            "The source " + shown() + " is larger than " + maxBytes
                                    + " bytes; raise seed.maxBytes if it is meant to be.");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /** The HTTP client has no limit for a body that stops coming, so the read is ended from beside. */
    private int read(InputStream body, byte[] buffer, ScheduledExecutorService watch) throws IOException {
        ScheduledFuture<?> end = watch.schedule(
                () -> {
                    body.close();
                    return null;
                },
                patience.stall().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return body.read(buffer);
        } finally {
            end.cancel(false);
        }
    }

    private IOException refused(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        String answer = shown() + " answered " + status;
        if (status >= 500 || status == 429 || status == 408) {
            return new IOException("it answered " + status);
        }
        if (status >= 300 && status < 400) {
            throw new LoadException(
                    SourceUnreachable,
                    "The source " + answer + " without end, or to plain http; give the URL that it leads to.");
        }
        throw new LoadException(SourceNotFound, "The source " + answer + "; check seed.source.url.");
    }

    private static Optional<String> strongVersion(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").filter(tag -> !tag.startsWith("W/"));
    }

    private static String cause(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Without what may be secret in a URL: its user and its query. */
    private String shown() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
    }
}
