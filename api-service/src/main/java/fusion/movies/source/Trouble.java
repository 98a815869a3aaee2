package fusion.movies.source;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Explains a failed transfer in a user's terms. */
final class Trouble {

    private Trouble() {}

    static String sentence(IOException e, Patience patience) {
        return switch (e) {
            case UnknownHostException _ -> "its host cannot be found (" + message(e) + ")";
            case SocketTimeoutException _ -> "it sent nothing for " + seconds(patience.stall());
            case ConnectException _ -> "the connection failed (" + message(e) + ")";
            case NoHttpResponseException _ -> "it closed the connection without a response";
            case MalformedChunkCodingException _ -> "its chunks are malformed or incomplete";
            case ConnectionClosedException _ -> "it closed the connection in the middle";
            case MessageConstraintException _ -> "its headers are too large";
            case SSLException _ -> "the TLS connection failed: " + message(e);
            default -> message(e);
        };
    }

    /** Why the server's certificate is not trusted, which another attempt does not change. */
    static Optional<String> distrust(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case SSLPeerUnverifiedException _ -> {
                    return Optional.of("its certificate is for another host (" + withoutEnd(cause) + ")");
                }
                case CertificateExpiredException _ -> {
                    return Optional.of("its certificate has expired (" + withoutEnd(cause) + ")");
                }
                case CertificateNotYetValidException _ -> {
                    return Optional.of("its certificate is not valid yet (" + withoutEnd(cause) + ")");
                }
                case CertPathBuilderException _ -> {
                    return Optional.of(
                            "its certificate is not signed by a trusted CA; name its CA in seed.source.caBundleRef");
                }
                case CertificateException other
                when isOfAnotherHost(other) -> {
                    return Optional.of("its certificate is for another host (" + withoutEnd(other) + ")");
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    private static boolean isOfAnotherHost(CertificateException e) {
        return e.getMessage() != null
                && (e.getMessage().startsWith("No subject alternative")
                        || e.getMessage().startsWith("No name matching"));
    }

    private static String withoutEnd(Throwable e) {
        return message(e).replaceAll("\\.$", "");
    }

    /** Its message, or its class if it has none. */
    static String message(Throwable e) {
        return e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName() : e.getMessage();
    }
}
