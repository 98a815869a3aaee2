package fusion.movies.operator.certificates;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.stack.Labels;
import fusion.movies.operator.stack.Metadata;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** The Secrets with certificates: what is in them, and whether one is still good. */
final class CertificateSecrets {

    /** A certificate with less time left than this is issued anew. */
    static final Duration RENEW_BEFORE = Duration.ofDays(60);

    static final String CA_CERTIFICATE = "ca.crt";
    static final String CA_KEY = "ca.key";
    static final String NODE = "node";
    static final String ROOT = "client.root";

    private CertificateSecrets() {}

    static Secret authority(MoviesStack stack, Instant now) {
        StackNames names = StackNames.of(stack);
        CertificateAuthority authority =
                CertificateAuthority.create(names.namespace() + "/" + names.stack() + " database", now);
        return secret(
                stack,
                names.authority(),
                Map.of(CA_CERTIFICATE, authority.certificatePem(), CA_KEY, authority.keyPem()));
    }

    static Secret node(MoviesStack stack, Secret authority, String clusterDomain, Instant now) {
        return leaf(
                stack,
                StackNames.of(stack).nodeCertificate(),
                authority,
                NODE,
                "node",
                nodeNames(StackNames.of(stack), clusterDomain),
                now);
    }

    static Secret root(MoviesStack stack, Secret authority, Instant now) {
        return leaf(stack, StackNames.of(stack).rootCertificate(), authority, ROOT, "root", List.of(), now);
    }

    /** All names that clients, nodes and a forwarded port use for a node. */
    static List<String> nodeNames(StackNames stack, String clusterDomain) {
        String inNamespace = stack.namespace();
        String service = inNamespace + ".svc";
        String domain = service + "." + clusterDomain;
        String open = stack.databasePublic();
        String nodes = "*." + stack.database();
        return List.of(
                "localhost",
                "127.0.0.1",
                open,
                open + "." + inNamespace,
                open + "." + service,
                open + "." + domain,
                nodes,
                nodes + "." + inNamespace,
                nodes + "." + service,
                nodes + "." + domain);
    }

    /** Whether this is an authority that has time left to issue. */
    static boolean isGood(Secret authority, Instant now) {
        try {
            CertificateAuthority read = read(authority);
            return read.issued(read.certificate()) && hasTimeLeft(read.certificate(), now);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return false;
        }
    }

    /** Whether a certificate was issued by this authority, carries these names and has time left. */
    static boolean isGood(Secret secret, String file, Secret authority, Collection<String> names, Instant now) {
        try {
            X509Certificate certificate = CertificateAuthority.readCertificate(required(secret, file + ".crt"));
            return SecretData.text(secret, file + ".key").isPresent()
                    && required(secret, CA_CERTIFICATE).equals(required(authority, CA_CERTIFICATE))
                    && read(authority).issued(certificate)
                    && alternativeNames(certificate).equals(Set.copyOf(names))
                    && hasTimeLeft(certificate, now);
        } catch (IllegalArgumentException | NoSuchElementException | CertificateParsingException e) {
            return false;
        }
    }

    private static boolean hasTimeLeft(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE));
    }

    static Instant expiry(Secret secret, String file) {
        return CertificateAuthority.readCertificate(required(secret, file + ".crt"))
                .getNotAfter()
                .toInstant();
    }

    private static Secret leaf(
            MoviesStack stack,
            String name,
            Secret authority,
            String file,
            String commonName,
            List<String> names,
            Instant now) {
        CertificateAuthority.Issued issued = read(authority).issue(commonName, names, now);
        return secret(
                stack,
                name,
                Map.of(
                        CA_CERTIFICATE,
                        required(authority, CA_CERTIFICATE),
                        file + ".crt",
                        issued.certificate(),
                        file + ".key",
                        issued.key()));
    }

    private static CertificateAuthority read(Secret authority) {
        return CertificateAuthority.read(required(authority, CA_CERTIFICATE), required(authority, CA_KEY));
    }

    private static Secret secret(MoviesStack stack, String name, Map<String, String> files) {
        return new SecretBuilder()
                .withMetadata(Metadata.of(stack, name, Labels.DATABASE))
                .withType("Opaque")
                .withData(SecretData.encode(files))
                .build();
    }

    private static Set<String> alternativeNames(X509Certificate certificate) throws CertificateParsingException {
        Set<String> names = new HashSet<>();
        if (certificate.getSubjectAlternativeNames() != null) {
            certificate.getSubjectAlternativeNames().forEach(name -> names.add((String) name.get(1)));
        }
        return names;
    }

    private static String required(Secret secret, String key) {
        return SecretData.text(secret, key).orElseThrow();
    }
}
