package fusion.movies.operator.certificates;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A stack's own CA: P-256 keys, certificates and keys as PEM, keys in PKCS#8. */
record CertificateAuthority(X509Certificate certificate, PrivateKey key) implements Issuer {

    static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    static final Duration LEAF_LIFETIME = Duration.ofDays(365);

    /** A certificate with less time left than this is re-issued. */
    static final Duration RENEW_BEFORE = Duration.ofDays(60);

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Allows for clock skew between machines. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

    /** A certificate and its key, both PEM. */
    record Issued(String certificate, String key) {}

    /** Each has a unique name, because nodes identify trusted CAs by name. */
    static CertificateAuthority create(String commonName, Instant now) {
        return create(commonName, now, AUTHORITY_LIFETIME);
    }

    static CertificateAuthority create(String commonName, Instant now, Duration lifetime) {
        String serial = HexFormat.of().toHexDigits(RANDOM.nextLong());
        return create(new X500Principal("CN=" + commonName + " " + serial), now, lifetime);
    }

    static CertificateAuthority create(X500Principal subject, Instant now, Duration lifetime) {
        try {
            KeyPair pair = newKeyPair();
            X500Name name = X500Name.getInstance(subject.getEncoded());
            X509v3CertificateBuilder builder = builder(name, name, pair, now, lifetime)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature));
            return new CertificateAuthority(sign(builder, pair.getPrivate()), pair.getPrivate());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("The stack's certificate authority could not be created", e);
        }
    }

    static CertificateAuthority read(String certificatePem, String keyPem) {
        return new CertificateAuthority(readCertificate(certificatePem), readKey(keyPem));
    }

    /**
     * Issues a certificate for both server and client authentication.
     *
     * @param names DNS names and IP addresses in the certificate
     */
    Issued issue(String commonName, List<String> names, Instant now) {
        return issue(commonName, names, now, LEAF_LIFETIME);
    }

    Issued issue(String commonName, List<String> names, Instant now, Duration lifetime) {
        try {
            KeyPair pair = newKeyPair();
            X509v3CertificateBuilder builder = builder(
                            new JcaX509CertificateHolder(certificate).getSubject(),
                            new X500Name("CN=" + commonName),
                            pair,
                            now,
                            lifetime)
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    }));
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            }
            return new Issued(pem(sign(builder, key)), pem(pair.getPrivate()));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("No certificate could be issued for " + commonName, e);
        }
    }

    @Override
    public Issued issue(Leaf leaf, List<String> names, Instant now) {
        return issue(leaf.commonName(), names, now);
    }

    @Override
    public List<X509Certificate> authorities() {
        return List.of(certificate);
    }

    @Override
    public Optional<String> authorityKey() {
        return Optional.of(keyPem());
    }

    @Override
    public boolean issued(List<X509Certificate> chain) {
        return isIssuer(certificate, chain.getFirst());
    }

    @Override
    public boolean isGood(Leaf leaf, X509Certificate issued, Collection<String> names, Instant now) {
        return CertificateNames.alternatives(issued).equals(Set.copyOf(names)) && hasTimeLeft(issued, now);
    }

    boolean isGood(Instant now) {
        return isIssuer(certificate, certificate) && fits(key, certificate) && hasTimeLeft(certificate, now);
    }

    private static boolean hasTimeLeft(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE));
    }

    @Override
    public String renewal() {
        return "both are renewed automatically";
    }

    static boolean isIssuer(X509Certificate authority, X509Certificate leaf) {
        try {
            leaf.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether a key belongs to a certificate. */
    static boolean fits(PrivateKey key, X509Certificate certificate) {
        try {
            byte[] text = new byte[32];
            RANDOM.nextBytes(text);
            Signature signature = Signature.getInstance(algorithm(key));
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    String certificatePem() {
        return pem(certificate);
    }

    String keyPem() {
        return pem(key);
    }

    static X509Certificate readCertificate(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof X509CertificateHolder holder) {
                return new JcaX509CertificateConverter().getCertificate(holder);
            }
            throw new IllegalArgumentException("No PEM certificate");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("No PEM certificate", e);
        }
    }

    static PrivateKey readKey(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            }
            throw new IllegalArgumentException("No PEM key in PKCS#8");
        } catch (IOException e) {
            // The cause could contain the key.
            throw new IllegalArgumentException("No PEM key in PKCS#8");
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair pair, Instant now, Duration lifetime) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(lifetime)),
                subject,
                pair.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException, CertIOException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm(key)).build(key)));
    }

    /** Keys created here are P-256; provided ones may be of another kind. */
    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519" -> "Ed25519";
            default -> "SHA256withRSA";
        };
    }

    private static GeneralNames alternativeNames(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(
                        name.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
