package fusion.movies.operator.nodes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and unencrypted keys in all common PEM forms. Errors never quote the input. */
public final class Pem {

    private static final String NO_CERTIFICATE = "has no certificate in PEM.";
    private static final String NO_KEY =
            "has no unencrypted private key in PEM. Convert it with: openssl pkcs8 -topk8 -nocrypt -in KEY.";

    /**
     * Not the default, PKCS#12, which would encrypt the key with ten thousand rounds for each connection; this key
     * store only exists in memory.
     */
    private static final String IN_MEMORY = "JKS";

    private static final char[] NO_PASSWORD = new char[0];

    private Pem() {}

    /**
     * TLS for a client that shows no certificate.
     *
     * @param authority one certificate, or several, that a server's is checked against
     */
    public static SSLContext clientContext(String authority) throws GeneralSecurityException, IOException {
        return clientContext(authority, new KeyManager[0]);
    }

    /**
     * TLS for a client.
     *
     * @param authority one or more CA certificates to verify a server's with
     * @param certificate the client's certificate, with its chain
     * @param key the key of that certificate
     */
    public static SSLContext clientContext(String authority, String certificate, String key)
            throws GeneralSecurityException, IOException {
        return clientContext(authority, keyManagers(certificate, key));
    }

    private static SSLContext clientContext(String authority, KeyManager[] keys)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities(authority));
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore authorities(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        int index = 0;
        for (Certificate certificate : certificates(pem)) {
            store.setCertificateEntry("ca" + index++, certificate);
        }
        return store;
    }

    private static KeyManager[] keyManagers(String certificate, String key)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
        store.setKeyEntry("user", key(key), NO_PASSWORD, chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(IN_MEMORY);
        store.load(null, null);
        return store;
    }

    public static List<Certificate> certificates(String pem) {
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
    public static PrivateKey key(String pem) {
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
            // The cause could contain the key.
            throw new IllegalArgumentException(NO_KEY);
        }
        throw new IllegalArgumentException(NO_KEY);
    }
}
