package fusion.movies.operator.certificates;

import fusion.movies.operator.certificates.CertificateAuthority.Issued;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The source of a stack's leaves: its own CA that issues them, or someone else who provides them. */
sealed interface Issuer permits CertificateAuthority, GivenCertificates {

    /** The trust anchors for the leaves. */
    List<X509Certificate> authorities();

    /** PEM; empty where someone else has it. */
    Optional<String> authorityKey();

    /**
     * Whether a leaf is of these authorities.
     *
     * @param chain the leaf, and then those between it and an authority
     */
    boolean issued(List<X509Certificate> chain);

    /** Whether a leaf that it issued may stay. */
    boolean isGood(Leaf leaf, X509Certificate certificate, Collection<String> names, Instant now);

    Issued issue(Leaf leaf, List<String> names, Instant now);

    /** What becomes of the leaves before they end, as the end of a sentence. */
    String renewal();
}
