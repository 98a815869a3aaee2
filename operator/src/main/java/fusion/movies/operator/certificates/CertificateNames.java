package fusion.movies.operator.certificates;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** The names in a certificate. */
final class CertificateNames {

    private CertificateNames() {}

    /** DNS names and addresses. */
    static Set<String> alternatives(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            if (certificate.getSubjectAlternativeNames() != null) {
                certificate.getSubjectAlternativeNames().forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            // Unreadable names do not match.
            return Set.of("unreadable");
        }
        return names;
    }

    /** The principals that CockroachDB derives from it: its common names and DNS names. */
    static Set<String> principals(X509Certificate certificate) {
        Set<String> names = alternatives(certificate);
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        Stream.of(subject.getRDNs(BCStyle.CN))
                .map(RDN::getFirst)
                .map(name -> IETFUtils.valueToString(name.getValue()))
                .forEach(names::add);
        return names;
    }

    /** Whether a name is among them or matches one with a wildcard. */
    static boolean cover(Set<String> names, String name) {
        int dot = name.indexOf('.');
        return names.contains(name) || (dot > 0 && names.contains("*" + name.substring(dot)));
    }
}
