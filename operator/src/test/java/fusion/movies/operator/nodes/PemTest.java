package fusion.movies.operator.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringWriter;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

    private static KeyPair pair(String algorithm) throws NoSuchAlgorithmException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    /** Writing DER can throw an IOException. */
    private interface Der {
        PemObject get() throws IOException;
    }

    private static String block(Der der) throws IOException {
        return pem((PemObjectGenerator) der.get());
    }

    private static String pem(PemObjectGenerator object) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    @Test
    void pkcs1IsReadAsPkcs8Is() throws NoSuchAlgorithmException, IOException {
        KeyPair pair = pair("RSA");
        String pkcs1 = pem(new JcaMiscPEMGenerator(pair.getPrivate()));

        assertThat(pkcs1).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(Pem.key(pkcs1)).isEqualTo(pair.getPrivate());
        assertThat(Pem.key(pem(new JcaPKCS8Generator(pair.getPrivate(), null)))).isEqualTo(pair.getPrivate());
    }

    /** As openssl ecparam -genkey writes it: the curve is in a separate block before the key, and in the key. */
    @Test
    void sec1IsRead() throws NoSuchAlgorithmException, IOException {
        ECPrivateKey key = (ECPrivateKey) pair("EC").getPrivate();
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
        int bits = key.getParams().getOrder().bitLength();
        String sec1 = block(() ->
                        new PemObject("EC PARAMETERS", curve.toASN1Primitive().getEncoded()))
                + block(() -> new PemObject(
                        "EC PRIVATE KEY",
                        new org.bouncycastle.asn1.sec.ECPrivateKey(bits, key.getS(), curve).getEncoded()));

        assertThat(((ECPrivateKey) Pem.key(sec1)).getS()).isEqualTo(key.getS());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2VjcmV0", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n"})
    void anInvalidKeyIsReportedWithTheConversionCommandAndNotQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.key(text))
                .withMessage("has no unencrypted private key in PEM. Convert it with: openssl pkcs8 -topk8 -nocrypt"
                        + " -in KEY.")
                .withNoCause();
    }

    @Test
    void anInvalidCertificateIsReported() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.certificates("no certificate"))
                .withMessage("has no certificate in PEM.");
    }
}
