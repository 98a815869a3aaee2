package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SettingsWrong;
import static fusion.movies.source.SourceException.Reason.SourceTooLarge;
import static fusion.movies.source.SourceException.Reason.SourceUnreachable;

import fusion.movies.tls.BadBundleException;
import fusion.movies.tls.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source behind a URL, downloaded to a temporary file. An interrupted transfer is resumed if the server guarantees
 * the same bytes (a strong ETag), and restarted otherwise.
 */
final class Download {

    private static final Logger log = LoggerFactory.getLogger(Download.class);

    /** Limits even attempts that all make progress. */
    private static final int MOST_ATTEMPTS = 1_000;

    private final SourceUrl url;
    private final long maxBytes;
    private final Patience patience;
    private final Fetcher fetcher;

    /** Strong ETag of the bytes received so far; the rest must have the same version. Absent if there is none. */
    private @Nullable String version;

    private boolean isLengthKnown;

    /** The length that the server announced last, and the received one. Absent if they agree. */
    private @Nullable String difference;

    Download(URI uri, SourceProperties properties, Patience patience) {
        this(uri, properties, patience, System.getenv());
    }

    Download(URI uri, SourceProperties properties, Patience patience, Map<String, String> environment) {
        this.url = SourceUrl.of(uri);
        this.maxBytes = properties.maxBytes();
        this.patience = patience;
        this.fetcher = new Fetcher(
                Authorization.header(properties.credentials()),
                trust(properties.ca()),
                new Proxies(environment),
                patience);
    }

    private static SSLContext trust(@Nullable Path bundle) {
        try {
            return Trust.context(bundle);
        } catch (BadBundleException e) {
            throw new SourceException(SettingsWrong, e.getMessage(), e);
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
            return new Fetched(file, isLengthKnown);
        } catch (IOException e) {
            throw new SourceException(
                    SourceUnreachable, "The source " + url + " cannot be stored: " + e.getMessage() + ".", e);
        }
    }

    private record Fetched(Path file, boolean isLengthKnown) implements Source {
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
        Duration pause = patience.pause();
        int inVain = 0;
        for (int attempt = 1; ; attempt++) {
            long before = Files.size(file);
            try {
                attempt(file);
                return;
            } catch (IOException e) {
                log.info("Attempt {} to fetch {}: {}", attempt, url, Trouble.sentence(e, patience));
                boolean isFurther = version != null && Files.size(file) > before;
                inVain = isFurther ? 0 : inVain + 1;
                if (inVain == patience.attempts() || attempt == MOST_ATTEMPTS) {
                    throw new SourceException(
                            SourceUnreachable,
                            "The source " + url + " could not be fetched in " + attempt + " attempts: "
                                    + Trouble.sentence(e, patience) + ".",
                            e);
                }
                Duration wait = e instanceof RetryLaterException later
                        ? later.wait(url, patience).orElse(pause)
                        : pause;
                sleep(wait);
                pause = isFurther ? patience.pause() : pause.multipliedBy(2);
            }
        }
    }

    private void attempt(Path file) throws IOException {
        long there = version == null ? 0 : Files.size(file);
        fetcher.fetch(url, there, version, answer -> {
            switch (answer.getCode()) {
                case 200 -> {
                    version = Headers.strongVersion(answer);
                    body(answer, file, 0, Headers.length(answer));
                }
                case 206 -> {
                    OptionalLong total = Headers.rest(answer, there, version);
                    if (there == 0 || total.isEmpty()) {
                        throw startAgain("it returned a different range than requested");
                    }
                    body(answer, file, there, total.getAsLong());
                }
                case 416 ->
                    throw startAgain(
                            difference == null ? "it cannot send the rest" : difference + ", and has nothing more");
                default -> throw Headers.refusal(url, answer, fetcher.isAuthorized());
            }
        });
    }

    private IOException startAgain(String why) {
        version = null;
        return new IOException(why);
    }

    /** @param total the total length as sent by the server, or -1 */
    private void body(ClassicHttpResponse answer, Path file, long there, long total) throws IOException {
        Headers.checkEncoding(url, answer);
        if (total > maxBytes) {
            throw tooLarge();
        }
        isLengthKnown = total >= 0 || answer.containsHeader("Transfer-Encoding");
        long length = there;
        try (OutputStream out =
                there == 0 ? Files.newOutputStream(file) : Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            InputStream in = answer.getEntity() == null
                    ? InputStream.nullInputStream()
                    : answer.getEntity().getContent(); // closed with the response: otherwise it would read to the end
            Pace pace = new Pace(patience);
            byte[] buffer = new byte[64 * 1024];
            while (total < 0 || length < total) {
                int read = in.read(buffer);
                if (read < 0) {
                    break;
                }
                length += read;
                if (length > maxBytes) {
                    throw tooLarge();
                }
                out.write(buffer, 0, read);
                pace.check(read);
            }
        } catch (ConnectionClosedException e) {
            throw total < 0 ? e : differing(total, Files.size(file));
        }
        if (total >= 0 && length != total) {
            throw differing(total, length);
        }
        if (total >= 0 && fetcher.isMoreToCome()) {
            throw startAgain("it announced a length of " + total + " bytes and sends more");
        }
    }

    private IOException differing(long told, long sent) {
        String words = "it announced a length of " + told + " bytes and sent " + sent;
        difference = words;
        return new IOException(words);
    }

    private SourceException tooLarge() {
        return new SourceException(
                SourceTooLarge,
                "The source " + url + " is larger than " + maxBytes
                        + " bytes; raise seed.maxBytes if this is intended.");
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(SourceUnreachable, "Fetching " + url + " was interrupted.", e);
        }
    }
}
