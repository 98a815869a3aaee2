package fusion.movies.operator.certificates;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The CAs that the stack trusts.
 *
 * @param issuer the source of leaves from now on
 * @param others trusted in addition until none of their certificates is in use
 * @param since when pods could first read the issuer's certificate; empty without a CA change
 */
record Trust(Issuer issuer, List<X509Certificate> others, Optional<Instant> since) {

    /**
     * Upper bound for the kubelet to propagate a changed Secret to a pod without a trigger, which takes about a minute
     * and a half.
     */
    static final Duration UNTIL_PODS_READ = Duration.ofMinutes(2);

    boolean isChanging() {
        return since.isPresent();
    }

    /** Whether every pod that mounts the CAs has the issuer's among them. */
    boolean isReadByPods(Instant now) {
        return since.map(begun -> !now.isBefore(begun.plus(UNTIL_PODS_READ))).orElse(true);
    }

    Trust issuerAlone() {
        return new Trust(issuer, List.of(), since);
    }

    Trust settled() {
        return new Trust(issuer, others, Optional.empty());
    }

    /** PEM, the issuer's first. */
    String bundle() {
        return certificates().map(CertificateAuthority::pem).collect(Collectors.joining());
    }

    Set<X500Principal> subjects() {
        return certificates().map(X509Certificate::getSubjectX500Principal).collect(Collectors.toSet());
    }

    private Stream<X509Certificate> certificates() {
        return Stream.concat(issuer.authorities().stream(), others.stream());
    }

    @Override
    public String toString() {
        return "Trust[" + subjects() + "]";
    }
}
