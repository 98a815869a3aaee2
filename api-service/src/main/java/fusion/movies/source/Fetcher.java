package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceUnreachable;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Requests a file over HTTP/1.1, on a new connection, and follows redirects. Only the first server gets the credentials. */
final class Fetcher {

    private static final int MOST_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Timeout FOR_MORE = Timeout.ofMilliseconds(200);

    /** Limit of the response head. */
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .setMaxEmptyLineCount(10)
            .build();

    interface Reading {
        void of(ClassicHttpResponse answer) throws IOException;
    }

    private final Optional<String> authorization;
    private final SSLContext trust;
    private final Proxies proxies;
    private final Patience patience;
    private final AtomicReference<ManagedHttpClientConnection> connection = new AtomicReference<>();

    Fetcher(Optional<String> authorization, SSLContext trust, Proxies proxies, Patience patience) {
        this.authorization = authorization;
        this.trust = trust;
        this.proxies = proxies;
        this.patience = patience;
    }

    boolean isAuthorized() {
        return authorization.isPresent();
    }

    /**
     * @param from the first byte to request
     * @param version strong ETag of the bytes before it; absent if there are none
     */
    void fetch(SourceUrl url, long from, @Nullable String version, Reading reading) throws IOException {
        SourceUrl current = url;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Optional<String> next = ask(current, current.isSameOrigin(url), from, version, reading);
            if (next.isEmpty()) {
                return;
            }
            current = current.leadingTo(next.get());
        }
        throw new SourceException(
                SourceUnreachable,
                "The source " + url + " redirects more than " + MOST_REDIRECTS + " times; give the URL of the file.");
    }

    /** After a body of the announced length: whether the server sends more. */
    boolean isMoreToCome() {
        try {
            return Objects.requireNonNull(connection.get()).isDataAvailable(FOR_MORE);
        } catch (IOException e) {
            return false; // closed, as requested
        }
    }

    /** @return the redirect's target */
    private Optional<String> ask(SourceUrl url, boolean isTrusted, long from, @Nullable String version, Reading reading)
            throws IOException {
        HttpGet request = request(url, isTrusted, from, version);
        try (CloseableHttpClient client = client(url);
                ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor()) {
            // The read timeout does not stop a head that trickles in.
            Duration limit = patience.stall().multipliedBy(2);
            AtomicBoolean isOverdue = new AtomicBoolean();
            // Set before cancelling, which wakes up the reader of the head.
            Runnable giveUp = () -> {
                isOverdue.set(true);
                request.cancel();
            };
            Future<?> end = watch.schedule(giveUp, limit.toMillis(), TimeUnit.MILLISECONDS);
            try (ClassicHttpResponse answer = client.executeOpen(target(url), request, null)) {
                end.cancel(false);
                try {
                    String location = Headers.first(answer, HttpHeaders.LOCATION);
                    if (REDIRECTS.contains(answer.getCode()) && location != null) {
                        return Optional.of(location);
                    }
                    reading.of(answer);
                    return Optional.empty();
                } finally {
                    request.cancel(); // otherwise closing would read the rest of the body first
                }
            } catch (IOException e) {
                throw isOverdue.get()
                        ? new IOException("the headers of its response took more than " + Trouble.seconds(limit), e)
                        : e;
            } finally {
                watch.shutdownNow();
            }
        } catch (IOException e) {
            Optional<String> distrust = Trouble.distrust(e);
            if (distrust.isPresent()) {
                throw new SourceException(
                        SourceUnreachable, "The source " + url + " could not be fetched: " + distrust.get() + ".", e);
            }
            throw e;
        }
    }

    private HttpGet request(SourceUrl url, boolean isTrusted, long from, @Nullable String version) {
        HttpGet request = new HttpGet(url.path());
        request.setScheme(url.uri().getScheme());
        request.setAuthority(url.authority());
        request.setHeader(HttpHeaders.ACCEPT, "*/*");
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        request.setHeader(HttpHeaders.CONNECTION, "close");
        if (from > 0 && version != null) {
            request.setHeader(HttpHeaders.RANGE, "bytes=" + from + "-");
            request.setHeader(HttpHeaders.IF_RANGE, version);
        }
        if (isTrusted) {
            authorization.ifPresent(header -> request.setHeader(HttpHeaders.AUTHORIZATION, header));
        }
        return request;
    }

    private CloseableHttpClient client(SourceUrl url) {
        Timeout stall = Timeout.of(patience.stall());
        HttpClientBuilder client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(socket -> {
                            ManagedHttpClientConnection made = ManagedHttpClientConnectionFactory.builder()
                                    .http1Config(LIMITS)
                                    .build()
                                    .createConnection(socket);
                            connection.set(made);
                            return made;
                        })
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(stall)
                                .setSocketTimeout(stall)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(stall)
                        // Some servers fail on an upgrade request.
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("movies-loader")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement();
        proxies.of(url).ifPresent(proxy -> {
            client.setProxy(proxy.host());
            if (proxy.login() != null) {
                BasicCredentialsProvider logins = new BasicCredentialsProvider();
                logins.setCredentials(new AuthScope(proxy.host()), proxy.login());
                client.setDefaultCredentialsProvider(logins);
            }
        });
        return client.build();
    }

    private static HttpHost target(SourceUrl url) {
        return new HttpHost(url.uri().getScheme(), url.authority().getHostName(), url.port());
    }
}
