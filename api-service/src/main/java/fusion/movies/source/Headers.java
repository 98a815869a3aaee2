package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceMalformed;
import static fusion.movies.source.SourceException.Reason.SourceNotFound;
import static fusion.movies.source.SourceException.Reason.SourceRefused;
import static fusion.movies.source.SourceException.Reason.SourceUnreachable;

import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The parsed head of a response. */
final class Headers {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /** Gzip is detected by the bytes themselves, as in a file. */
    private static final Set<String> ENCODINGS = Set.of("", "identity", "gzip", "x-gzip");

    private Headers() {}

    /** Absent if there is none. */
    static @Nullable String strongVersion(ClassicHttpResponse answer) {
        String tag = first(answer, HttpHeaders.ETAG);
        return tag == null || tag.startsWith("W/") ? null : tag;
    }

    /** -1 if absent. */
    static long length(ClassicHttpResponse answer) {
        return answer.getEntity() == null ? 0 : answer.getEntity().getContentLength();
    }

    /** The total length, if the response has the rest of the same bytes from the given offset on. */
    static OptionalLong rest(ClassicHttpResponse answer, long from, @Nullable String version) {
        String tag = first(answer, HttpHeaders.ETAG);
        String range = first(answer, HttpHeaders.CONTENT_RANGE);
        Matcher part = CONTENT_RANGE.matcher(range == null ? "" : range.strip());
        boolean isRest = part.matches()
                && Long.parseLong(part.group(1)) == from
                && Long.parseLong(part.group(2)) < Long.parseLong(part.group(3))
                && (tag == null || tag.equals(version));
        return isRest ? OptionalLong.of(Long.parseLong(part.group(3))) : OptionalLong.empty();
    }

    static void checkEncoding(SourceUrl url, ClassicHttpResponse answer) {
        String encoding = first(answer, HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !ENCODINGS.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
            throw new SourceException(
                    SourceMalformed,
                    "The source " + url + " is sent with the Content-Encoding '" + MovieDraft.cut(encoding)
                            + "', which was not requested and is not supported; have it sent uncompressed, or with gzip.");
        }
    }

    /** Transient failures as an IOException, others as a SourceException. */
    static IOException refusal(SourceUrl url, ClassicHttpResponse answer, boolean isAuthorized) {
        int status = answer.getCode();
        String said = "The source " + url + " returned " + status;
        if (status >= 500 || status == 429 || status == 425 || status == 408) {
            return new RetryLaterException(status, first(answer, HttpHeaders.RETRY_AFTER));
        }
        throw switch (status) {
            case 401, 403 ->
                new SourceException(
                        SourceRefused,
                        said
                                + (isAuthorized
                                        ? " for the login that it was sent; check the Secret of seed.source.credentialsSecretRef."
                                        : "; if it requires a login, set seed.source.credentialsSecretRef."));
            case 407 ->
                new SourceException(
                        SourceRefused,
                        "The proxy for " + url
                                + " returned 407; add its login to the proxy variable, as http://user:password@host:port.");
            default ->
                status < 300
                        ? new SourceException(SourceNotFound, said + ", which is not a file; check seed.source.url.")
                        : status < 400
                                ? new SourceException(
                                        SourceUnreachable,
                                        said + " without a valid redirect target; give the URL of the file.")
                                : new SourceException(SourceNotFound, said + "; check seed.source.url.");
        };
    }

    static @Nullable String first(ClassicHttpResponse answer, String name) {
        Header header = answer.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
