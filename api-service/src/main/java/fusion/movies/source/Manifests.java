package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import fusion.movies.archive.BackupName;
import fusion.movies.archive.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The manifests of backups that are sources. */
final class Manifests {

    private static final int LONGEST = 1024 * 1024;

    private Manifests() {}

    /** Empty if the file is not a backup, or its manifest is missing. */
    static Optional<Manifest> beside(Path rows) throws IOException {
        Optional<Path> path =
                BackupName.manifestOf(rows.getFileName().toString()).map(rows::resolveSibling);
        if (path.filter(Files::isRegularFile).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream json = Files.newInputStream(path.get())) {
            return Optional.of(of(json, path.get().toString()));
        }
    }

    static Manifest of(InputStream json, String name) throws IOException {
        try {
            return Manifest.of(json.readNBytes(LONGEST));
        } catch (IllegalArgumentException e) {
            throw new SourceException(
                    SourceMalformed,
                    "The manifest " + name + " is invalid: " + e.getMessage()
                            + ". Restore another backup, or load the rows without a manifest, from a file of another name.",
                    e);
        }
    }
}
