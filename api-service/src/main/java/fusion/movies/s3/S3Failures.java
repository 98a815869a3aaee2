package fusion.movies.s3;

import static fusion.movies.s3.S3Exception.Kind.NOT_FOUND;
import static fusion.movies.s3.S3Exception.Kind.REFUSED;
import static fusion.movies.s3.S3Exception.Kind.SETTINGS_WRONG;
import static fusion.movies.s3.S3Exception.Kind.UNREACHABLE;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Explains a failed S3 request in a user's terms, without keys. */
final class S3Failures {

    private final S3Properties properties;

    S3Failures(S3Properties properties) {
        this.properties = properties;
    }

    S3Exception of(SdkException e) {
        return e instanceof AwsServiceException answer ? answered(answer) : unanswered(e);
    }

    private S3Exception answered(AwsServiceException e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("");
        String bucket = "The bucket '" + properties.bucket() + "' of " + properties.server();
        return switch (code) {
            case "NoSuchBucket" ->
                new S3Exception(
                        NOT_FOUND,
                        bucket + " does not exist. Create it, or correct " + properties.field() + ".bucket.",
                        e);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken" ->
                new S3Exception(
                        REFUSED,
                        properties.server() + " does not accept the credentials (" + code + "). Correct the Secret of "
                                + properties.field() + ".credentialsSecretRef.",
                        e);
            case "AccessDenied" ->
                new S3Exception(
                        REFUSED,
                        bucket
                                + " cannot be accessed with these credentials (AccessDenied). Grant them permission to list,"
                                + " read, write and delete objects.",
                        e);
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                new S3Exception(
                        SETTINGS_WRONG,
                        bucket + " is in another region. Correct " + properties.field() + ".region.",
                        e);
            default -> unnamed(e, code, bucket);
        };
    }

    private S3Exception unnamed(AwsServiceException e, String code, String bucket) {
        int status = e.statusCode();
        String answered = bucket + " returned " + status + (code.isEmpty() ? "" : " (" + code + ")");
        if (status == 404) {
            return new S3Exception(NOT_FOUND, answered + ". Check " + properties.field() + ".", e);
        }
        if (status == 401 || status == 403) {
            return new S3Exception(
                    REFUSED,
                    answered + ". Check the Secret of " + properties.field()
                            + ".credentialsSecretRef, and its permissions.",
                    e);
        }
        return new S3Exception(UNREACHABLE, answered + ".", e);
    }

    private S3Exception unanswered(SdkException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateException _ -> {
                    return new S3Exception(
                            UNREACHABLE,
                            "The certificate of " + properties.server()
                                    + " is not signed by a trusted CA, or is for another host. Name its CA in "
                                    + properties.field() + ".caSecretRef.",
                            e);
                }
                case UnknownHostException _ -> {
                    return unreachable("its host cannot be found", e);
                }
                case ConnectException _ -> {
                    return unreachable("the connection failed", e);
                }
                case SocketTimeoutException _ -> {
                    return unreachable("it did not respond in time", e);
                }
                default -> {}
            }
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return unreachable("the TLS connection failed: " + cause.getMessage(), e);
            }
        }
        if (String.valueOf(e.getMessage()).contains("load credentials")) {
            return new S3Exception(
                    SETTINGS_WRONG,
                    "There are no credentials for " + properties.server() + ". Name a Secret in " + properties.field()
                            + ".credentialsSecretRef, or give the pods a cloud identity.",
                    e);
        }
        return unreachable(String.valueOf(e.getMessage()), e);
    }

    private S3Exception unreachable(String why, SdkException e) {
        return new S3Exception(
                UNREACHABLE,
                properties.server() + " cannot be reached: " + why + ". Check " + properties.field() + ".endpoint.",
                e);
    }
}
