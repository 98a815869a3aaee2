package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.SettingsWrong;
import static fusion.movies.load.LoadException.Reason.SourceNotFound;

import fusion.movies.load.Download.Patience;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Finds what {@code movies.seed.source} names. */
@Component
class Sources {

    private static final String BUNDLED = "films.json";
    private static final String UNMOUNTED = "unmounted:";

    private final Patience patience;

    Sources() {
        this(Patience.USUAL);
    }

    Sources(Patience patience) {
        this.patience = patience;
    }

    /** The source is on a volume that this process does not mount. */
    static boolean isUnmounted(SeedProperties seed) {
        return seed.source().startsWith(UNMOUNTED);
    }

    /** Comes back once the source can be read from this machine's disk or class path. */
    Source open(SeedProperties seed) {
        if (seed.source().startsWith("bundled:")) { // no URI in the strict sense
            return () -> Sources.class.getResourceAsStream(BUNDLED);
        }
        URI uri = uri(seed.source());
        return switch (uri.getScheme() == null ? "" : uri.getScheme()) {
            case "file" -> file(Path.of(uri.getPath()));
            case "http", "https" -> new Download(uri, seed.maxBytes(), patience).fetch();
            default ->
                throw new LoadException(
                        SettingsWrong,
                        "The source '" + seed.source()
                                + "' is none of bundled:, https:// and file://; name one of these.");
        };
    }

    private static URI uri(String source) {
        try {
            return URI.create(source);
        } catch (IllegalArgumentException e) {
            throw new LoadException(SettingsWrong, "The source is not a URL: " + e.getMessage() + ".", e);
        }
    }

    private static Source file(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new LoadException(
                    SourceNotFound,
                    "There is no file " + path
                            + "; check the path in the volume or the key in the ConfigMap that the source names.");
        }
        return () -> Files.newInputStream(path);
    }
}
