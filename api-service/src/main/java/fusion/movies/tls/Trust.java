package fusion.movies.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The trusted CAs: those of the platform, and those of a bundle. */
public final class Trust {

    private Trust() {}

    /** @param bundle CA certificates (PEM); absent if the platform's CAs are enough */
    public static SSLContext context(@Nullable Path bundle) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(bundle), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform can trust certificates, this one cannot", e);
        }
    }

    /** @param bundle CA certificates (PEM); absent if the platform's CAs are enough */
    public static TrustManager[] managers(@Nullable Path bundle) {
        try {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            for (X509Certificate usual : usual()) {
                authorities.setCertificateEntry("usual " + authorities.size(), usual);
            }
            if (bundle != null) {
                for (Certificate own : read(bundle)) {
                    authorities.setCertificateEntry("own " + authorities.size(), own);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Every Java platform can trust certificates, this one cannot", e);
        }
    }

    private static X509Certificate[] usual() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return trust.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static Collection<? extends Certificate> read(Path bundle) {
        try (InputStream in = Files.newInputStream(bundle)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new BadBundleException("The CA bundle " + bundle + " holds no certificate.");
            }
            return certificates;
        } catch (IOException | GeneralSecurityException e) {
            throw new BadBundleException(
                    "The CA bundle " + bundle
                            + " cannot be read as certificates (PEM, -----BEGIN CERTIFICATE-----); give it as it is.",
                    e);
        }
    }
}
