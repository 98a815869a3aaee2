package fusion.movies.operator.certificates;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.nodes.Pem;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import io.fabric8.kubernetes.api.model.Secret;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the stack's Secrets have of certificates, whatever became of them. */
record StoredCertificates(Optional<Secret> authority, Map<Leaf, Secret> leaves) {

    /** A certificate with less time left than this is issued anew. */
    static final Duration RENEW_BEFORE = Duration.ofDays(60);

    /** How far a leaf may go on being used. */
    enum Standing {
        /** Of the issuer, with time left. */
        GOOD,
        /** Of another authority that is still trusted. */
        OF_ANOTHER,
        /** To be issued at once. */
        UNUSABLE
    }

    static StoredCertificates read(StackNames names, StackObjects objects) {
        Map<Leaf, Secret> leaves = new EnumMap<>(Leaf.class);
        Optional<Secret> authority = objects.own(Secret.class, names.authority());
        for (Leaf leaf : Leaf.values()) {
            objects.own(Secret.class, leaf.secret(names)).ifPresent(secret -> leaves.put(leaf, secret));
        }
        return new StoredCertificates(authority, leaves);
    }

    /** The Secrets as a plan wants them. */
    StoredCertificates after(CertificatePlan plan, MoviesStack stack, String clusterDomain, Instant now) {
        Map<Leaf, Secret> wanted = new EnumMap<>(Leaf.class);
        for (Leaf leaf : Leaf.values()) {
            wanted.put(
                    leaf,
                    plan.issue().contains(leaf)
                            ? CertificateSecrets.issued(stack, leaf, plan.trust(), clusterDomain, now)
                            : CertificateSecrets.kept(stack, leaf, leaves.get(leaf), plan.trust()));
        }
        return new StoredCertificates(Optional.of(CertificateSecrets.authority(stack, plan.trust())), wanted);
    }

    /**
     * Writes the Secrets as they are wanted, the authority first: whoever issues must be known before what it issued.
     *
     * @return empty where one of these went away since it was read
     */
    Optional<StoredCertificates> become(StoredCertificates wanted, StackObjects objects) {
        Optional<Secret> written = write(authority, wanted.authority.orElseThrow(), objects);
        Map<Leaf, Secret> writtenLeaves = new EnumMap<>(Leaf.class);
        for (Leaf leaf : Leaf.values()) {
            written.flatMap(_ -> write(Optional.ofNullable(leaves.get(leaf)), wanted.leaves.get(leaf), objects))
                    .ifPresent(secret -> writtenLeaves.put(leaf, secret));
        }
        return writtenLeaves.size() == Leaf.values().length
                ? Optional.of(new StoredCertificates(written, writtenLeaves))
                : Optional.empty();
    }

    private static Optional<Secret> write(Optional<Secret> read, Secret wanted, StackObjects objects) {
        return read.isPresent() ? objects.change(wanted, read.get()) : Optional.of(objects.apply(wanted));
    }

    /** Whom they trust, and who issues: what the Secret of the authority has where it is good, else the fresh one. */
    Trust trust(Function<Instant, CertificateAuthority> fresh, Instant now) {
        CertificateAuthority issuer = goodAuthority(now).orElseGet(() -> fresh.apply(now));
        List<X509Certificate> others = trusted()
                .filter(certificate -> !certificate.equals(issuer.certificate()))
                .filter(certificate -> certificate.getNotAfter().toInstant().isAfter(now))
                .distinct()
                .toList();
        Optional<Instant> noted = authority.flatMap(secret -> CertificateSecrets.trustedSince(secret, issuer));
        return new Trust(issuer, others, others.isEmpty() ? noted : noted.or(() -> Optional.of(now)));
    }

    private Optional<CertificateAuthority> goodAuthority(Instant now) {
        return authority
                .flatMap(StoredCertificates::readAuthority)
                .filter(read -> read.issued(read.certificate()))
                .filter(read -> CertificateAuthority.fits(read.key(), read.certificate()))
                .filter(read -> hasTimeLeft(read.certificate(), now));
    }

    private static Optional<CertificateAuthority> readAuthority(Secret secret) {
        try {
            return Optional.of(CertificateAuthority.read(
                    required(secret, CertificateSecrets.CA_CERTIFICATE), required(secret, CertificateSecrets.CA_KEY)));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** Every authority that any of the Secrets names: where one is lost, the others still have its certificate. */
    private Stream<X509Certificate> trusted() {
        return Stream.concat(authority.stream(), leaves.values().stream())
                .flatMap(secret -> SecretData.text(secret, CertificateSecrets.CA_CERTIFICATE).stream())
                .flatMap(StoredCertificates::readable)
                .filter(certificate -> certificate.getBasicConstraints() >= 0);
    }

    private static Stream<X509Certificate> readable(String pem) {
        try {
            List<Certificate> certificates = Pem.certificates(pem);
            return certificates.stream().map(X509Certificate.class::cast);
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /** The certificate of a leaf where it can be read. */
    Optional<X509Certificate> certificate(Leaf leaf) {
        return Optional.ofNullable(leaves.get(leaf))
                .flatMap(secret -> SecretData.text(secret, leaf.certificateFile()))
                .flatMap(pem -> readable(pem).findFirst());
    }

    Standing standing(Leaf leaf, Collection<String> names, Trust trust, Instant now) {
        Optional<X509Certificate> found = certificate(leaf).filter(certificate -> hasItsKey(leaf, certificate));
        if (found.isEmpty()) {
            return Standing.UNUSABLE;
        }
        X509Certificate certificate = found.get();
        if (trust.issuer().issued(certificate)) {
            return alternativeNames(certificate).equals(Set.copyOf(names)) && hasTimeLeft(certificate, now)
                    ? Standing.GOOD
                    : Standing.UNUSABLE;
        }
        return certificate.getNotAfter().toInstant().isAfter(now)
                        && trust.others().stream().anyMatch(other -> CertificateAuthority.isIssuer(other, certificate))
                ? Standing.OF_ANOTHER
                : Standing.UNUSABLE;
    }

    private boolean hasItsKey(Leaf leaf, X509Certificate certificate) {
        try {
            return CertificateAuthority.fits(
                    CertificateAuthority.readKey(required(leaves.get(leaf), leaf.keyFile())), certificate);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return false;
        }
    }

    private static boolean hasTimeLeft(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE));
    }

    private static Set<String> alternativeNames(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            if (certificate.getSubjectAlternativeNames() != null) {
                certificate.getSubjectAlternativeNames().forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            // Names that cannot be read are not those that are needed.
            return Set.of("unreadable");
        }
        return names;
    }

    private static String required(Secret secret, String key) {
        return SecretData.text(secret, key).orElseThrow();
    }
}
