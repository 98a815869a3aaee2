package fusion.movies.operator.certificates;

import fusion.movies.operator.certificates.CertificateAuthority.Issued;
import fusion.movies.operator.nodes.Pem;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Existing certificates: provided by the user, or in use.
 *
 * @param authorityKey if they are from the stack's own CA
 * @param renewal how they are renewed before they expire
 */
record GivenCertificates(
        List<X509Certificate> authorities, PerLeaf<Issued> leaves, Optional<String> authorityKey, String renewal)
        implements Issuer {

    @Override
    public boolean issued(List<X509Certificate> chain) {
        return leadsTo(authorities, chain);
    }

    /** Whether each certificate of a chain is issued by the next, and one of them by one of the CAs. */
    static boolean leadsTo(Collection<X509Certificate> authorities, List<X509Certificate> chain) {
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate at = chain.get(i);
            if (authorities.stream().anyMatch(authority -> CertificateAuthority.isIssuer(authority, at))) {
                return true;
            }
            if (i + 1 < chain.size() && !CertificateAuthority.isIssuer(chain.get(i + 1), at)) {
                return false;
            }
        }
        return false;
    }

    @Override
    public boolean isGood(Leaf leaf, X509Certificate certificate, Collection<String> names, Instant now) {
        return certificate.equals(certificate(leaf));
    }

    X509Certificate certificate(Leaf leaf) {
        return (X509Certificate)
                Pem.certificates(leaves.get(leaf).certificate()).getFirst();
    }

    @Override
    public Issued issue(Leaf leaf, List<String> names, Instant now) {
        return leaves.get(leaf);
    }

    /** A leaf with less than a tenth of its lifetime left: its renewal is overdue. */
    Optional<Leaf> overdue(Instant now) {
        return Stream.of(Leaf.values())
                .filter(leaf -> {
                    Instant begin = certificate(leaf).getNotBefore().toInstant();
                    Instant end = certificate(leaf).getNotAfter().toInstant();
                    return end.minus(Duration.between(begin, end).dividedBy(10)).isBefore(now);
                })
                .findFirst();
    }

    /**
     * One of the other CAs that has the name of one of these but another key. Nodes list trusted CAs by name, so they
     * would seem to trust both.
     */
    Optional<X509Certificate> namesake(Stream<X509Certificate> others) {
        return others.filter(other -> authorities.stream()
                        .anyMatch(
                                authority -> authority.getSubjectX500Principal().equals(other.getSubjectX500Principal())
                                        && !authority.getPublicKey().equals(other.getPublicKey())))
                .findFirst();
    }

    @Override
    public String toString() {
        return "GivenCertificates["
                + authorities.stream()
                        .map(X509Certificate::getSubjectX500Principal)
                        .toList() + "]";
    }
}
