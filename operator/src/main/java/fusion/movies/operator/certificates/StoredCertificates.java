package fusion.movies.operator.certificates;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.certificates.CertificateAuthority.Issued;
import fusion.movies.operator.nodes.Pem;
import fusion.movies.operator.stack.SecretData;
import fusion.movies.operator.stack.StackNames;
import fusion.movies.operator.stack.StackObjects;
import io.fabric8.kubernetes.api.model.Secret;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The certificates in the stack's Secrets, which may be missing or corrupted. */
record StoredCertificates(Optional<Secret> authority, Map<Leaf, Secret> leaves) {

    /** Whether and how a leaf can still be used. */
    enum Standing {
        /** Issued by the current issuer, and valid. */
        GOOD,
        /** Issued by another CA that is still trusted. */
        OF_ANOTHER,
        /** Must be issued at once. */
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

    Optional<Secret> leaf(Leaf leaf) {
        return Optional.ofNullable(leaves.get(leaf));
    }

    /** The Secrets as a plan requires them. */
    StoredCertificates after(CertificatePlan plan, MoviesStack stack, String clusterDomain, Instant now) {
        Map<Leaf, Secret> wanted = new EnumMap<>(Leaf.class);
        for (Leaf leaf : Leaf.values()) {
            wanted.put(
                    leaf,
                    plan.issue().contains(leaf)
                            ? CertificateSecrets.issued(stack, leaf, plan.trust(), clusterDomain, now)
                            : CertificateSecrets.kept(stack, leaf, leaf(leaf).orElseThrow(), plan.trust()));
        }
        return new StoredCertificates(Optional.of(CertificateSecrets.authority(stack, plan.trust())), wanted);
    }

    /**
     * Writes the desired Secrets, the CA first: an issuer must be known before what it issued.
     *
     * @return empty if one of these was deleted since it was read
     */
    Optional<StoredCertificates> become(StoredCertificates wanted, StackObjects objects) {
        Optional<Secret> written = write(authority, wanted.authority.orElseThrow(), objects);
        Map<Leaf, Secret> writtenLeaves = new EnumMap<>(Leaf.class);
        for (Leaf leaf : Leaf.values()) {
            written.flatMap(_ -> write(leaf(leaf), wanted.leaf(leaf).orElseThrow(), objects))
                    .ifPresent(secret -> writtenLeaves.put(leaf, secret));
        }
        return writtenLeaves.size() == Leaf.values().length
                ? Optional.of(new StoredCertificates(written, writtenLeaves))
                : Optional.empty();
    }

    private static Optional<Secret> write(Optional<Secret> read, Secret wanted, StackObjects objects) {
        return read.isPresent() ? objects.change(wanted, read.get()) : Optional.of(objects.apply(wanted));
    }

    /** The stack's own CA: the one in its Secret if that is valid, else the new one. */
    Issuer ownAuthority(Function<Instant, CertificateAuthority> fresh, Instant now) {
        return authority
                .flatMap(StoredCertificates::readAuthority)
                .filter(read -> read.isGood(now))
                .orElseGet(() -> fresh.apply(now));
    }

    /** The certificates in use, to keep using; empty if some are missing or expired. */
    Optional<GivenCertificates> inUse(Instant now) {
        List<X509Certificate> authorities = authority
                .flatMap(secret -> SecretData.text(secret, CertificateSecrets.CA_CERTIFICATE))
                .map(pem -> readable(pem).toList())
                .orElse(List.of());
        boolean areGood = !authorities.isEmpty()
                && Stream.of(Leaf.values())
                        .allMatch(leaf -> certificate(leaf)
                                .filter(found -> found.getNotAfter().toInstant().isAfter(now))
                                .filter(found -> hasItsKey(leaf, found))
                                .isPresent());
        if (!areGood) {
            return Optional.empty();
        }
        PerLeaf<Issued> inUse = PerLeaf.of(leaf -> {
            Secret secret = leaf(leaf).orElseThrow();
            return new Issued(required(secret, leaf.certificateFile()), required(secret, leaf.keyFile()));
        });
        return Optional.of(new GivenCertificates(
                authorities,
                inUse,
                authority
                        .flatMap(secret -> SecretData.text(secret, CertificateSecrets.CA_KEY))
                        .map(key -> key + "\n"),
                "both stay in use"));
    }

    /** The trusted CAs: the issuer's, and every other one in the Secrets until none of its certificates is in use. */
    Trust trust(Issuer issuer, Instant now) {
        List<X509Certificate> others = trusted()
                .filter(certificate -> !issuer.authorities().contains(certificate))
                .filter(certificate -> certificate.getNotAfter().toInstant().isAfter(now))
                .distinct()
                .toList();
        Optional<Instant> noted = authority.flatMap(secret -> CertificateSecrets.trustedSince(secret, issuer));
        return new Trust(issuer, others, others.isEmpty() ? noted : noted.or(() -> Optional.of(now)));
    }

    private static Optional<CertificateAuthority> readAuthority(Secret secret) {
        try {
            return Optional.of(CertificateAuthority.read(
                    required(secret, CertificateSecrets.CA_CERTIFICATE), required(secret, CertificateSecrets.CA_KEY)));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** Every CA in any of the Secrets: if one Secret is lost, the others still have the certificate. */
    Stream<X509Certificate> trusted() {
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

    /** The certificate of a leaf, if readable. */
    Optional<X509Certificate> certificate(Leaf leaf) {
        return chain(leaf).stream().findFirst();
    }

    /** The leaf and its intermediate certificates. */
    private List<X509Certificate> chain(Leaf leaf) {
        return leaf(leaf)
                .flatMap(secret -> SecretData.text(secret, leaf.certificateFile()))
                .map(pem -> readable(pem).toList())
                .orElse(List.of());
    }

    Standing standing(Leaf leaf, Collection<String> names, Trust trust, Instant now) {
        List<X509Certificate> chain = chain(leaf);
        if (chain.isEmpty() || !hasItsKey(leaf, chain.getFirst())) {
            return Standing.UNUSABLE;
        }
        X509Certificate certificate = chain.getFirst();
        if (trust.issuer().issued(chain)) {
            return trust.issuer().isGood(leaf, certificate, names, now) ? Standing.GOOD : Standing.UNUSABLE;
        }
        return certificate.getNotAfter().toInstant().isAfter(now) && GivenCertificates.leadsTo(trust.others(), chain)
                ? Standing.OF_ANOTHER
                : Standing.UNUSABLE;
    }

    private boolean hasItsKey(Leaf leaf, X509Certificate certificate) {
        try {
            return CertificateAuthority.fits(Pem.key(required(leaf(leaf).orElseThrow(), leaf.keyFile())), certificate);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return false;
        }
    }

    private static String required(Secret secret, String key) {
        return SecretData.text(secret, key).orElseThrow();
    }
}
