package fusion.movies.operator.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenCertificatesTest {

    private final CertificateAuthority top = CertificateAuthority.create("top", Instant.now());
    private final CertificateAuthority between = under(top);
    private final X509Certificate leaf = CertificateAuthority.readCertificate(
            between.issue("node", List.of("localhost"), Instant.now()).certificate());

    @Test
    void aLeafChainsToACAThroughIntermediates() {
        assertThat(GivenCertificates.leadsTo(top.authorities(), List.of(leaf, between.certificate())))
                .isTrue();
        assertThat(GivenCertificates.leadsTo(between.authorities(), List.of(leaf)))
                .isTrue();
    }

    @Test
    void aChainWithAMissingOrForeignLinkIsInvalid() {
        CertificateAuthority strange = CertificateAuthority.create("strange", Instant.now());

        assertThat(GivenCertificates.leadsTo(top.authorities(), List.of(leaf))).isFalse();
        assertThat(GivenCertificates.leadsTo(top.authorities(), List.of(leaf, strange.certificate())))
                .isFalse();
        assertThat(GivenCertificates.leadsTo(
                        top.authorities(), List.of(leaf, strange.certificate(), between.certificate())))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "movies-db-public.films.svc, true",
        "*.movies-db.films.svc, true",
        "anything.films.svc, true",
        "movies-db-public.other.svc, false",
        "localhost, false"
    })
    void aWildcardCanCoverAName(String name, boolean covered) {
        assertThat(CertificateNames.cover(Set.of("*.films.svc", "*.movies-db.films.svc"), name))
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({"RSA", "EC", "Ed25519"})
    void aKeyOfEveryKindThatCockroachDBAcceptsMatchesItsCertificate(String kind) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(kind).generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance(kind).generateKeyPair();
        X509Certificate certificate = certificate(pair, top);

        assertThat(CertificateAuthority.fits(pair.getPrivate(), certificate)).isTrue();
        assertThat(CertificateAuthority.fits(other.getPrivate(), certificate)).isFalse();
    }

    private static CertificateAuthority under(CertificateAuthority authority) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
            return new CertificateAuthority(certificate(pair, authority), pair.getPrivate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(KeyPair pair, CertificateAuthority authority)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                X500Name.getInstance(authority
                                        .certificate()
                                        .getSubjectX500Principal()
                                        .getEncoded()),
                                BigInteger.TWO,
                                Date.from(now.minusSeconds(60)),
                                Date.from(now.plusSeconds(600)),
                                new X500Name("CN=between"),
                                pair.getPublic())
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.key())));
    }
}
