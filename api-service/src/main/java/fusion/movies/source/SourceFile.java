package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SettingsWrong;
import static fusion.movies.source.SourceException.Reason.SourceNotFound;
import static fusion.movies.source.SourceException.Reason.SourceUnreadable;

import fusion.movies.archive.Latest;
import fusion.movies.archive.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/** A file on a volume or from a ConfigMap, with any name. */
record SourceFile(Path path, Optional<Manifest> manifest) implements Source {

    /** @param uri {@code file:///…} with a percent-encoded path */
    static SourceFile of(URI uri) {
        try {
            Path path = backupIn(Path.of(uri.getPath()));
            SourceFile file = new SourceFile(path, Optional.empty());
            file.check();
            return new SourceFile(path, Manifests.beside(path));
        } catch (IOException e) {
            throw new SourceException(
                    SourceUnreadable, "The manifest beside the source cannot be read: " + e.getMessage() + ".", e);
        } catch (InvalidPathException e) {
            throw new SourceException(SettingsWrong, "The source is not a valid file name: " + e.getReason() + ".", e);
        }
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    /** The newest backup of a folder; the path itself if it is not a folder with backups. */
    private static Path backupIn(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return path;
        }
        try (Stream<Path> files = Files.list(path)) {
            return Latest.of(files.map(file -> file.getFileName().toString()).toList())
                    .map(latest -> path.resolve(latest.rows()))
                    .orElse(path);
        } catch (IllegalArgumentException e) {
            throw new SourceException(
                    SettingsWrong, "In " + path + " " + e.getMessage() + ". Name the file of one backup.", e);
        }
    }

    private void check() {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
                throw new SourceException(
                        SourceNotFound,
                        path
                                + " is not a file; check the path in the volume or the key in the ConfigMap that the source names.");
            }
            open().close();
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    SourceNotFound,
                    "There is no file " + path
                            + "; check the path in the volume or the key in the ConfigMap that the source names.",
                    e);
        } catch (AccessDeniedException e) {
            throw new SourceException(SourceUnreadable, refusal(), e);
        } catch (IOException e) {
            throw new SourceException(
                    SourceUnreadable, "The file " + path + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private String refusal() {
        Path refusing = path;
        String cure = "chmod a+r";
        for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
            if (!Files.isExecutable(folder)) { // the outermost one hides the others' types
                refusing = folder;
                cure = "chmod a+rx";
            }
        }
        return "The file " + path + " cannot be read: uid " + attribute(Path.of("/proc/self"), "unix:uid")
                + ", as which the loader runs, may not read " + refusing + " (uid " + attribute(refusing, "unix:uid")
                + ", mode " + mode(refusing) + "); run " + cure + " on it, or change its owner to that uid.";
    }

    private static Object attribute(Path path, String name) {
        try {
            return Files.getAttribute(path, name);
        } catch (IOException | UnsupportedOperationException e) {
            return "?";
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException | UnsupportedOperationException e) {
            return "unknown";
        }
    }
}
