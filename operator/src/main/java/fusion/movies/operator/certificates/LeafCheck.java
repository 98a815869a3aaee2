package fusion.movies.operator.certificates;

import static fusion.movies.operator.certificates.GivenSecrets.failed;

import fusion.movies.operator.certificates.CertificateAuthority.Issued;
import fusion.movies.operator.nodes.Pem;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * Checks whether CockroachDB can use a provided leaf. With an unsuitable one a node would start but never join, or fail
 * at its next restart.
 *
 * @param certificateKey key of the Secret with the certificate
 * @param keyKey key of the Secret with the private key
 * @param chain the leaf, then the intermediate certificates
 */
record LeafCheck(
        Leaf leaf, String secret, String certificateKey, String keyKey, List<X509Certificate> chain, Issued issued) {

    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    void check(List<X509Certificate> authorities, String authoritySecret, List<String> names, Instant now) {
        checkKey();
        checkTime(now);
        if (!GivenCertificates.leadsTo(authorities, chain)) {
            throw failed(
                    "OtherAuthority",
                    place() + ": the certificate was issued by '"
                            + certificate().getIssuerX500Principal().getName() + "', which is not a CA in Secret '"
                            + authoritySecret
                            + "', key ca.crt. Put its CA there, and append intermediate certificates to the"
                            + " certificate.");
        }
        if (!CertificateNames.principals(certificate()).contains(leaf.commonName())) {
            throw failed(
                    "CertificateUnfit",
                    place() + ": the certificate is for '"
                            + certificate().getSubjectX500Principal().getName() + "'. CockroachDB accepts that of "
                            + leaf.owner() + " only with the common name " + leaf.commonName()
                            + ". Issue one with it.");
        }
        checkUsage();
        checkNames(names);
    }

    private void checkKey() {
        try {
            PrivateKey key = Pem.key(issued.key());
            if (CertificateAuthority.fits(key, certificate())) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw failed("SecretInvalid", "Secret '" + secret + "', key " + keyKey + ", " + e.getMessage());
        }
        throw failed(
                "SecretInvalid",
                "Secret '" + secret + "': " + keyKey + " does not match the certificate in " + certificateKey
                        + ". Put a matching pair there.");
    }

    private void checkTime(Instant now) {
        for (X509Certificate certificate : chain) {
            if (certificate.getNotAfter().toInstant().isBefore(now)) {
                throw failed(
                        "CertificateExpired",
                        place() + ": the certificate expired on " + day(certificate.getNotAfter()) + ". Renew it.");
            }
            if (certificate.getNotBefore().toInstant().isAfter(now)) {
                throw failed(
                        "CertificateUnfit",
                        place() + ": the certificate is not valid before "
                                + certificate.getNotBefore().toInstant()
                                + ". Issue one that is valid now, or correct the clocks.");
            }
        }
    }

    private void checkUsage() {
        List<String> needed = leaf == Leaf.NODE ? List.of(SERVER, CLIENT) : List.of(CLIENT);
        try {
            List<String> usages = certificate().getExtendedKeyUsage();
            if (usages == null || usages.containsAll(needed)) {
                return;
            }
        } catch (CertificateParsingException e) {
            // An unreadable usage counts as missing.
        }
        throw failed(
                "CertificateUnfit",
                place() + ": the certificate is not for " + (leaf == Leaf.NODE ? "servers and clients" : "clients")
                        + ". Issue one with the extended key usages "
                        + (leaf == Leaf.NODE ? "serverAuth and clientAuth" : "clientAuth") + ".");
    }

    private void checkNames(List<String> needed) {
        Set<String> names = CertificateNames.alternatives(certificate());
        List<String> missing = needed.stream()
                .filter(name -> !CertificateNames.cover(names, name))
                .toList();
        if (!missing.isEmpty()) {
            throw failed(
                    "CertificateUnfit",
                    place() + ": the certificate lacks the DNS names " + String.join(", ", missing)
                            + ". Issue one that has them.");
        }
    }

    private X509Certificate certificate() {
        return chain.getFirst();
    }

    private String place() {
        return "Secret '" + secret + "', key " + certificateKey;
    }

    static LocalDate day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
    }
}
