package fusion.movies.operator.certificates;

import fusion.movies.operator.certificates.CertificateAuthority.Issued;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The source of a stack's leaves: its own CA, which issues them, or the user, who provides them. */
sealed interface Issuer permits CertificateAuthority, GivenCertificates {

    /** The trust anchors for the leaves. */
    List<X509Certificate> authorities();

    /** PEM; empty if the stack does not have it. */
    Optional<String> authorityKey();

    /**
     * Whether a leaf was issued by these CAs.
     *
     * @param chain the leaf, then the intermediate certificates
     */
    boolean issued(List<X509Certificate> chain);

    /** Whether a leaf that it issued can stay. */
    boolean isGood(Leaf leaf, X509Certificate certificate, Collection<String> names, Instant now);

    Issued issue(Leaf leaf, List<String> names, Instant now);

    /** How the leaves are renewed before they expire, as the end of a sentence. */
    String renewal();
}
