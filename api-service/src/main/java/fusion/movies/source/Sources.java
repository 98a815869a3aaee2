package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SettingsWrong;

import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.stereotype.Component;

/** Resolves {@code movies.seed.source}. */
@Component
public class Sources {

    private static final String BUNDLED = "films.json";

    private final Patience patience;

    public Sources() {
        this(Patience.USUAL);
    }

    Sources(Patience patience) {
        this.patience = patience;
    }

    /** Returns once the source can be read from the local disk or class path. */
    public VerifiedSource open(SourceProperties properties) {
        return new VerifiedSource(source(properties), properties);
    }

    private Source source(SourceProperties properties) {
        if (properties.source().startsWith("bundled:")) { // not a URI in the strict sense
            return () -> Sources.class.getResourceAsStream(BUNDLED);
        }
        if (properties.source().equals("s3:")) { // not a URI: separate variables have the location
            return S3Object.fetch(properties);
        }
        URI uri = uri(properties.source());
        return switch (uri.getScheme() == null ? "" : uri.getScheme()) {
            case "file" -> SourceFile.of(uri);
            case "http", "https" -> new Download(uri, properties, patience).fetch();
            default ->
                throw new SourceException(
                        SettingsWrong,
                        "The source '" + properties.source()
                                + "' is not supported; use bundled:, https:// or file://.");
        };
    }

    /** The text may contain secrets, so the error only reports the position. */
    private static URI uri(String source) {
        try {
            return new URI(source);
        } catch (URISyntaxException e) {
            throw new SourceException(
                    SettingsWrong,
                    "The source is not a URL: " + e.getReason() + " at character " + (e.getIndex() + 1)
                            + "; percent-encode characters that a URL must not contain.");
        }
    }
}
