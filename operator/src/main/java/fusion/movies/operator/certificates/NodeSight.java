package fusion.movies.operator.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates that a running node has in memory, as seen in handshakes.
 *
 * @param pod its name
 * @param trusted names of the CAs whose client certificates it accepts; empty if it was not probed or did not respond
 */
record NodeSight(String pod, Presented presented, Optional<Set<X500Principal>> trusted) {

    /** The outcome of a TLS handshake. */
    sealed interface Presented {

        record Certificate(X509Certificate certificate) implements Presented {}

        /** It listens but fails the handshake, because it read a certificate and a key that do not match. */
        record Unfit() implements Presented {}

        /** It cannot be reached. */
        record Nothing() implements Presented {}
    }

    boolean presents(X509Certificate leaf) {
        return presented instanceof Presented.Certificate(X509Certificate certificate) && certificate.equals(leaf);
    }

    boolean trusts(Issuer issuer) {
        return trusted.filter(names -> issuer.authorities().stream()
                        .map(X509Certificate::getSubjectX500Principal)
                        .allMatch(names::contains))
                .isPresent();
    }

    boolean trustsExactly(Trust trust) {
        return trusted.filter(trust.subjects()::equals).isPresent();
    }

    /** Whether it uses other files than the Secret's. Unknown counts as no. */
    boolean isBehind(X509Certificate leaf, Trust trust) {
        return switch (presented) {
            case Presented.Certificate(X509Certificate certificate) ->
                !certificate.equals(leaf) || (trusted.isPresent() && !trustsExactly(trust));
            case Presented.Unfit _ -> true;
            case Presented.Nothing _ -> false;
        };
    }

    boolean presentsValid(Instant now) {
        return presented instanceof Presented.Certificate(X509Certificate certificate)
                && certificate.getNotAfter().toInstant().isAfter(now);
    }
}
