package fusion.movies.source;

import fusion.movies.source.ScriptedServer.Exchange;
import fusion.movies.source.ScriptedServer.Script;
import fusion.movies.source.SourceException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How servers respond to a request for {@code /movies.json}, and the loader's outcome. */
enum Server {
    LENGTH("tells the length", all()),
    KEPT_OPEN("tells the length and keeps the connection open", exchange -> {
        all().answer(exchange);
        exchange.hold();
    }),
    CHUNKED("sends chunks", exchange -> {
        exchange.say("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
        chunks(exchange, 0, MOVIES().length).say("0\n\n");
    }),
    CHUNKED_WITH_EXTRAS("sends chunks with extensions and trailers", exchange -> {
        exchange.say("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nTrailer: X-Sum\n\n");
        exchange.say(Integer.toHexString(MOVIES().length) + ";name=\"value\"\n")
                .send(MOVIES())
                .say("\n0\nX-Sum: 1\n\n");
    }),
    CLOSED("ends by closing", exchange -> exchange.say("HTTP/1.1 200 OK\n\n").send(MOVIES())),
    HTTP_1_0("speaks HTTP/1.0", exchange -> exchange.say("HTTP/1.0 200 OK\n\n").send(MOVIES())),
    NO_PHRASE(
            "says 200 without a word",
            exchange -> exchange.say("HTTP/1.1 200\ncontent-length: " + MOVIES().length + "\n\n")
                    .send(MOVIES())),
    LINE_FEEDS(
            "ends its lines by LF alone",
            exchange -> exchange.send(("HTTP/1.1 200 OK\nContent-Length: " + MOVIES().length + "\n\n")
                            .getBytes(StandardCharsets.US_ASCII))
                    .send(MOVIES())),
    IN_PIECES("sends small pieces", exchange -> {
        exchange.say("HTTP/1.1 200 OK\nContent-Length: " + MOVIES().length + "\n\n");
        for (int at = 0; at < MOVIES().length; at += 1_000) {
            exchange.send(Arrays.copyOfRange(MOVIES(), at, Math.min(at + 1_000, MOVIES().length)));
        }
    }),
    CONTINUE("says 100 first", exchange -> all().answer(exchange.say("HTTP/1.1 100 Continue\n\n"))),
    EARLY_HINTS(
            "gives hints first",
            exchange -> all().answer(exchange.say("HTTP/1.1 103 Early Hints\nLink: </style.css>\n\n"))),
    NO_UPGRADE("refuses whoever asks for an upgrade", exchange -> {
        if (exchange.request().toLowerCase(Locale.ROOT).contains("\r\nupgrade:")) {
            exchange.say("HTTP/1.1 400 Bad Request\nContent-Length: 0\n\n");
        } else {
            all().answer(exchange);
        }
    }),
    GZIP_ENCODED("packs the file on the way", exchange -> gzipped(exchange, "Content-Encoding: gzip\n")),
    GZIP_FILE("has a packed file", exchange -> gzipped(exchange, "Content-Type: application/octet-stream\n")),
    GZIP_ON_TOP("packs a packed file", exchange -> {
        byte[] twice = Reading.gzip(Reading.gzip(MOVIES()));
        exchange.say("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: " + twice.length + "\n\n")
                .send(twice);
    }),
    WRONGLY_CALLED_GZIP(
            "says it packs and does not",
            exchange -> exchange.say(
                            "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: " + MOVIES().length + "\n\n")
                    .send(MOVIES())),
    MOVED_301("redirects by 301", redirect(301), all()),
    MOVED_302("redirects by 302", redirect(302), all()),
    MOVED_303("redirects by 303", redirect(303), all()),
    MOVED_307("redirects by 307", redirect(307), all()),
    MOVED_308("redirects by 308", redirect(308), all()),
    MOVED_TO_ANOTHER_HOST(
            "redirects to another host",
            exchange -> exchange.say("HTTP/1.1 302 Found\nLocation: http://127.0.0.1:"
                    + exchange.socket().getLocalPort() + "/movies.json?a=b\nContent-Length: 0\n\n"),
            all()),
    MOVED_NINE_TIMES("redirects nine times", exchange -> {
        if (exchange.number() < 9) {
            redirect(302).answer(exchange);
        } else {
            all().answer(exchange);
        }
    }),
    MOVED_WITH_A_BODY(
            "redirects with a long body",
            exchange -> exchange.say("HTTP/1.1 302 Found\nLocation: /next\nContent-Length: " + MOVIES().length + "\n\n")
                    .send(MOVIES()),
            all()),
    BROKEN_AND_RESUMED("breaks off, and has the rest", breakOff("ETag: \"v1\"\n", 100_000), rest("\"v1\"")),
    BROKEN_TEN_TIMES("breaks off ten times, and has the rest each time", exchange -> {
        int from = exchange.from();
        int to = Math.min(from + 50_000, MOVIES().length);
        exchange.say(
                from == 0
                        ? "HTTP/1.1 200 OK\nETag: \"v1\"\nContent-Length: " + MOVIES().length + "\n\n"
                        : partial("\"v1\"", from));
        exchange.send(Arrays.copyOfRange(MOVIES(), from, to));
    }),
    BROKEN_WITHOUT_VERSION("breaks off, and tells no version", breakOff("", 100_000), all()),
    BROKEN_WITH_WEAK_VERSION(
            "breaks off, and tells a weak version", breakOff("ETag: W/\"v1\"\n", 100_000), exchange -> {
                if (exchange.from() > 0) {
                    exchange.say("HTTP/1.1 500 Bad\nContent-Length: 0\n\n");
                } else {
                    all().answer(exchange);
                }
            }),
    CHANGED("breaks off, and has another version by then", breakOff("ETag: \"v0\"\n", 100_000), all()),
    CHANGED_PART(
            "breaks off, and sends the rest of another version",
            breakOff("ETag: \"v0\"\n", 100_000),
            rest("\"v1\""),
            all()),
    OTHER_PART(
            "breaks off, and sends another part",
            breakOff("ETag: \"v1\"\n", 100_000),
            exchange -> exchange.say("HTTP/1.1 206 Partial Content\nETag: \"v1\"\nContent-Range: bytes 0-99999/"
                            + MOVIES().length + "\nContent-Length: 100000\n\n")
                    .send(Arrays.copyOf(MOVIES(), 100_000)),
            all()),
    MANY_PARTS(
            "breaks off, and sends many parts",
            breakOff("ETag: \"v1\"\n", 100_000),
            exchange -> exchange.say(
                    "HTTP/1.1 206 Partial Content\nContent-Type: multipart/byteranges; boundary=x\nContent-Length: 3\n\n--x"),
            all()),
    NO_REST(
            "breaks off, and says it has no rest",
            breakOff("ETag: \"v1\"\n", 100_000),
            exchange -> exchange.say(
                    "HTTP/1.1 416 Range Not Satisfiable\nContent-Range: bytes */100000\nContent-Length: 0\n\n"),
            all()),
    BUSY("is busy at first", status("503 Busy", ""), status("502 Bad Gateway", ""), all()),
    TOO_MANY("wants to be asked later", status("429 Too Many", "Retry-After: 0\n"), all()),
    LATER_BY_DATE(
            "wants to be asked after a time that is past",
            status("503 Busy", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\n"),
            all()),
    RESET_AT_FIRST("resets the first connection", Exchange::reset, all()),
    SILENT_AT_FIRST("closes the first connection without a word", exchange -> {}, all()),
    SHORT_CHUNKS_AT_FIRST(
            "ends without the last chunk at first",
            exchange -> {
                exchange.say("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
                chunks(exchange, 0, 90_000);
            },
            all()),

    LONGER_THAN_IT_IS(
            "announces a byte more than it has",
            Reason.SourceUnreachable,
            "it announced a length of " + (MOVIES().length + 1) + " bytes and sent " + MOVIES().length,
            exchange -> {
                if (exchange.from() > 0) {
                    exchange.say("HTTP/1.1 416 Range Not Satisfiable\nContent-Length: 0\n\n");
                } else {
                    exchange.say("HTTP/1.1 200 OK\nETag: \"v1\"\nContent-Length: " + (MOVIES().length + 1) + "\n\n")
                            .send(MOVIES());
                }
            }),
    SHORTER_THAN_IT_IS(
            "announces fewer bytes than it sends",
            Reason.SourceUnreachable,
            "it announced a length of 20 bytes and sends more",
            exchange -> exchange.say("HTTP/1.1 200 OK\nContent-Length: 20\n\n")
                    .send("{\"title\": \"Ferry A\"}\n{\"title\": \"Ferry B\"}\n".getBytes(StandardCharsets.UTF_8))),
    TWO_LENGTHS(
            "sends two lengths",
            Reason.SourceUnreachable,
            "in 3 attempts",
            exchange -> exchange.say("HTTP/1.1 200 OK\nContent-Length: 20\nContent-Length: " + MOVIES().length + "\n\n")
                    .send(MOVIES())),
    CUT_CHUNKS(
            "ends without the last chunk",
            Reason.SourceUnreachable,
            "it closed the connection in the middle",
            exchange -> {
                exchange.say("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
                chunks(exchange, 0, 90_000);
            }),
    BROKEN_CHUNKS(
            "sends invalid chunks",
            Reason.SourceUnreachable,
            "its chunks are malformed or incomplete",
            exchange -> exchange.say("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\nfilms\n")),
    CUT_GZIP("has a truncated gzip file", Reason.SourceCutOff, "in the middle of row", exchange -> {
        byte[] packed = Reading.gzip(MOVIES());
        exchange.say("HTTP/1.1 200 OK\nContent-Length: " + packed.length / 2 + "\n\n")
                .send(Arrays.copyOf(packed, packed.length / 2));
    }),
    CUT_BY_CLOSING(
            "closes in the middle without having sent a length",
            Reason.SourceCutOff,
            "in the middle of row",
            exchange -> exchange.say("HTTP/1.1 200 OK\n\n").send(Arrays.copyOf(MOVIES(), 200_000))),
    BROTLI(
            "uses an encoding that was not requested",
            Reason.SourceMalformed,
            "Content-Encoding 'br'",
            exchange -> exchange.say("HTTP/1.1 200 OK\nContent-Encoding: br\nContent-Length: 3\n\nabc")),
    PORTAL(
            "answers with a login page",
            Reason.SourceMalformed,
            "is a web page",
            exchange ->
                    exchange.say("HTTP/1.1 200 OK\nContent-Type: text/html\n\n<!DOCTYPE html><title>Log in</title>")),
    MISSING("does not have it", Reason.SourceNotFound, "returned 404", status("404 Not Found", "")),
    GONE("no longer has it", Reason.SourceNotFound, "returned 410", status("410 Gone", "")),
    BAD_REQUEST("rejects the request", Reason.SourceNotFound, "returned 400", status("400 Bad Request", "")),
    LOGIN_WANTED(
            "requires a login",
            Reason.SourceRefused,
            "credentialsSecretRef",
            status("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\n")),
    FORBIDDEN("forbids it", Reason.SourceRefused, "returned 403", status("403 Forbidden", "")),
    PROXY_LOGIN_WANTED(
            "is a proxy that requires a login",
            Reason.SourceRefused,
            "returned 407",
            status("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\"\n")),
    NO_CONTENT(
            "sends no content",
            Reason.SourceNotFound,
            "returned 204",
            exchange -> exchange.say("HTTP/1.1 204 No Content\n\n")),
    NOT_MODIFIED(
            "answers Not Modified",
            Reason.SourceUnreachable,
            "returned 304",
            exchange -> exchange.say("HTTP/1.1 304 Not Modified\n\n")),
    UNASKED_PART(
            "sends a different range",
            Reason.SourceUnreachable,
            "a different range",
            exchange ->
                    exchange.say("HTTP/1.1 206 Partial Content\nContent-Range: bytes 0-2/9\nContent-Length: 3\n\n[{}")),
    FAILING("always fails", Reason.SourceUnreachable, "in 3 attempts: it returned 500", status("500 Bad", "")),
    MUCH_LATER(
            "asks to retry in an hour",
            Reason.SourceUnreachable,
            "asks to retry in 3600 s",
            status("429 Too Many", "Retry-After: 3600\n")),
    LOOP("redirects forever", Reason.SourceUnreachable, "more than 10 times", redirect(302)),
    NOWHERE(
            "redirects without a target",
            Reason.SourceUnreachable,
            "without a valid redirect target",
            status("302 Found", "")),
    NO_URL(
            "redirects to something that is not a URL",
            Reason.SourceUnreachable,
            "redirects to something that is not a URL",
            status("302 Found", "Location: http://[half\n")),
    OTHER_KIND(
            "redirects to FTP",
            Reason.SourceUnreachable,
            "an unsupported scheme (ftp)",
            status("302 Found", "Location: ftp://host/movies.json\n")),
    MANY_CHOICES("offers choices", Reason.SourceUnreachable, "returned 300", status("300 Multiple Choices", "")),
    DECLARED_TOO_LARGE(
            "announces a length above maxBytes",
            Reason.SourceTooLarge,
            "larger than 1000000 bytes",
            exchange -> exchange.say("HTTP/1.1 200 OK\nContent-Length: 1000001\n\n")),
    ENDLESS("sends an endless response", Reason.SourceTooLarge, "larger than 1000000 bytes", exchange -> {
        exchange.say("HTTP/1.1 200 OK\n\n");
        while (true) {
            exchange.send(MOVIES());
        }
    }),
    ENDLESS_CHUNKS("sends endless chunks", Reason.SourceTooLarge, "larger than 1000000 bytes", exchange -> {
        exchange.say("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
        while (true) {
            chunks(exchange, 0, MOVIES().length);
        }
    }),
    SILENT(
            "closes without a response",
            Reason.SourceUnreachable,
            "closed the connection without a response",
            exchange -> {}),
    RESET("resets the connection", Reason.SourceUnreachable, "in 3 attempts", Exchange::reset),
    GARBAGE(
            "does not speak HTTP",
            Reason.SourceUnreachable,
            "in 3 attempts",
            exchange -> exchange.say("220 mail.example ESMTP\n")),
    BARE_FILE(
            "sends the file without headers",
            Reason.SourceUnreachable,
            "in 3 attempts",
            exchange -> exchange.send(MOVIES())),
    HTTP_2(
            "only speaks HTTP/2",
            Reason.SourceUnreachable,
            "in 3 attempts",
            exchange -> exchange.send(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0})),
    ENDLESS_HEAD("sends endless headers", Reason.SourceUnreachable, "headers are too large", exchange -> {
        exchange.say("HTTP/1.1 200 OK\n");
        while (true) {
            exchange.say("X-More: and more\n");
        }
    }),
    NO_HEAD_IN_TIME(Impatient.YES, "sends nothing", Reason.SourceUnreachable, "it sent nothing for", Exchange::hold),
    NO_BODY_IN_TIME(
            Impatient.YES,
            "stops in the middle",
            Reason.SourceUnreachable,
            "it sent nothing for",
            exchange -> exchange.say("HTTP/1.1 200 OK\nContent-Length: " + MOVIES().length + "\n\n")
                    .send(Arrays.copyOf(MOVIES(), 100))
                    .hold()),
    TRICKLING_HEAD(
            Impatient.YES,
            "sends its headers byte by byte",
            Reason.SourceUnreachable,
            "the headers of its response took more than",
            exchange -> {
                exchange.say("HTTP/1.1 200 OK\n");
                trickle(exchange, "X-More: and more\n");
            }),
    TRICKLING(
            Impatient.YES,
            "sends less than 1 KiB a second",
            Reason.SourceUnreachable,
            "less than 1024 bytes per second",
            exchange -> {
                exchange.say("HTTP/1.1 200 OK\nContent-Length: " + MOVIES().length + "\n\n");
                trickle(exchange, "[ ");
            });

    /** Whether the server is slow on purpose and needs short timeouts: others may be slow because the machine is. */
    private enum Impatient {
        YES
    }

    private static final Patience PATIENT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(60));
    private static final Patience IMPATIENT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofMillis(250), Duration.ofMillis(300));

    private final String does;
    private final boolean isShortOfPatience;
    private final Reason reason;
    private final String says;
    private final List<Script> scripts;

    Server(String does, Script... scripts) {
        this(false, does, null, null, scripts);
    }

    Server(String does, Reason reason, String says, Script... scripts) {
        this(false, does, reason, says, scripts);
    }

    Server(Impatient unused, String does, Reason reason, String says, Script... scripts) {
        this(true, does, reason, says, scripts);
    }

    Server(boolean isShortOfPatience, String does, Reason reason, String says, Script... scripts) {
        this.isShortOfPatience = isShortOfPatience;
        this.does = does;
        this.reason = reason;
        this.says = says;
        this.scripts = List.of(scripts);
    }

    Script[] scripts() {
        return scripts.toArray(Script[]::new);
    }

    Patience patience() {
        return isShortOfPatience ? IMPATIENT : PATIENT;
    }

    boolean isGood() {
        return reason == null;
    }

    Reason reason() {
        return reason;
    }

    String says() {
        return says;
    }

    @Override
    public String toString() {
        return does;
    }

    /** A method, since an enum's constants cannot use its own static fields. */
    static byte[] MOVIES() {
        return Body.MOVIES;
    }

    private static final class Body {
        static final int COUNT = 5_000;
        static final byte[] MOVIES = IntStream.range(0, COUNT)
                .mapToObj(number -> "{\"title\": \"The Ferry at Dusk, reel " + number
                        + "\", \"year\": 1951, \"genres\": [\"Drama\"]}")
                .collect(Collectors.joining(",\n", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    static int count() {
        return Body.COUNT;
    }

    private static Script all() {
        return exchange -> exchange.say("HTTP/1.1 200 OK\nETag: \"v1\"\nContent-Length: " + MOVIES().length + "\n\n")
                .send(MOVIES());
    }

    private static Script redirect(int status) {
        return exchange -> exchange.say(
                "HTTP/1.1 " + status + " Moved\nLocation: next?" + exchange.number() + " 1\nContent-Length: 0\n\n");
    }

    private static Script status(String status, String headers) {
        return exchange -> exchange.say("HTTP/1.1 " + status + "\n" + headers + "Content-Length: 0\n\n");
    }

    private static Script breakOff(String headers, int length) {
        return exchange -> exchange.say("HTTP/1.1 200 OK\n" + headers + "Content-Length: " + MOVIES().length + "\n\n")
                .send(Arrays.copyOf(MOVIES(), length));
    }

    private static Script rest(String tag) {
        return exchange -> exchange.say(partial(tag, exchange.from()))
                .send(Arrays.copyOfRange(MOVIES(), exchange.from(), MOVIES().length));
    }

    private static String partial(String tag, int from) {
        return "HTTP/1.1 206 Partial Content\nETag: " + tag + "\nContent-Range: bytes " + from + "-"
                + (MOVIES().length - 1) + "/" + MOVIES().length + "\nContent-Length: " + (MOVIES().length - from)
                + "\n\n";
    }

    private static void gzipped(Exchange exchange, String headers) throws IOException {
        byte[] packed = Reading.gzip(MOVIES());
        exchange.say("HTTP/1.1 200 OK\n" + headers + "Content-Length: " + packed.length + "\n\n")
                .send(packed);
    }

    private static Exchange chunks(Exchange exchange, int from, int to) throws IOException {
        for (int at = from; at < to; at += 10_000) {
            int end = Math.min(at + 10_000, to);
            exchange.say(Integer.toHexString(end - at) + "\n")
                    .send(Arrays.copyOfRange(MOVIES(), at, end))
                    .say("\n");
        }
        return exchange;
    }

    /** Sends one byte after the other, slowly, for as long as the client stays. */
    private static void trickle(Exchange exchange, String text) throws IOException {
        exchange.socket().setSoTimeout(20);
        for (int i = 0; ; i++) {
            exchange.send(new byte[] {(byte) text.charAt(i % text.length())});
            try {
                if (exchange.socket().getInputStream().read() < 0) {
                    return;
                }
            } catch (java.net.SocketTimeoutException later) {
                // the pause between two bytes
            }
        }
    }
}
