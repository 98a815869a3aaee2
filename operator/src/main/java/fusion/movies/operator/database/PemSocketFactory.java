package fusion.movies.operator.database;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.ssl.WrappedFactory;

/**
 * TLS for pgjdbc from PEM in connection properties. pgjdbc's own factory reads files; the operator has the certificates
 * of many stacks, in memory, and no reason to write keys to a disk.
 */
public final class PemSocketFactory extends WrappedFactory {

    static final String AUTHORITY = "movies.authority";
    static final String CERTIFICATE = "movies.certificate";
    static final String KEY = "movies.key";

    private static final char[] NO_PASSWORD = new char[0];

    /** Called by pgjdbc, by reflection. */
    public PemSocketFactory(Properties properties) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities(properties.getProperty(AUTHORITY)));
        context.init(
                keyManagers(properties.getProperty(CERTIFICATE), properties.getProperty(KEY)),
                trust.getTrustManagers(),
                null);
        factory = context.getSocketFactory();
    }

    private static KeyStore authorities(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        int index = 0;
        for (Certificate certificate : Pem.certificates(pem)) {
            store.setCertificateEntry("ca" + index++, certificate);
        }
        return store;
    }

    private static KeyManager[] keyManagers(String certificate, String key)
            throws GeneralSecurityException, IOException {
        if (certificate == null) {
            return null;
        }
        KeyStore store = emptyStore();
        Certificate[] chain = Pem.certificates(certificate).toArray(Certificate[]::new);
        store.setKeyEntry("user", Pem.key(key), NO_PASSWORD, chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
