package fusion.movies.operator.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and unencrypted keys of every usual PEM form. What cannot be read is said without quoting it. */
final class Pem {

    private static final String NO_CERTIFICATE = "has no certificate in PEM.";
    private static final String NO_KEY =
            "has no unencrypted private key in PEM. Convert it with: openssl pkcs8 -topk8 -nocrypt -in KEY.";

    private Pem() {}

    static List<Certificate> certificates(String pem) {
        try {
            List<Certificate> certificates = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException(NO_CERTIFICATE, e);
        }
        throw new IllegalArgumentException(NO_CERTIFICATE);
    }

    /** PKCS#8, PKCS#1 or SEC1. */
    static PrivateKey key(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof PrivateKeyInfo info) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
                if (object instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
            }
        } catch (IOException e) {
            // The cause might quote the key.
            throw new IllegalArgumentException(NO_KEY);
        }
        throw new IllegalArgumentException(NO_KEY);
    }
}
