package fusion.movies.operator.database;

import fusion.movies.operator.nodes.Pem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Properties;
import org.postgresql.ssl.WrappedFactory;

/**
 * TLS for pgjdbc from PEM in connection properties. pgjdbc's own factory reads files; the operator keeps the keys of
 * many stacks in memory and never writes them to disk.
 */
public final class PemSocketFactory extends WrappedFactory {

    static final String AUTHORITY = "movies.authority";
    static final String CERTIFICATE = "movies.certificate";
    static final String KEY = "movies.key";

    /** Called by pgjdbc, by reflection. */
    public PemSocketFactory(Properties properties) throws GeneralSecurityException, IOException {
        String authority = properties.getProperty(AUTHORITY);
        String certificate = properties.getProperty(CERTIFICATE);
        factory = (certificate == null
                        ? Pem.clientContext(authority)
                        : Pem.clientContext(authority, certificate, properties.getProperty(KEY)))
                .getSocketFactory();
    }
}
