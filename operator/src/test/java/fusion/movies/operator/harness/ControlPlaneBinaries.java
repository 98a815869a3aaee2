package fusion.movies.operator.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The binaries that {@code local/kubernetes/compile tests} put into the user's cache. */
record ControlPlaneBinaries(Path etcd, Path apiServer, Path kstatus) {

    static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return home.resolve("movies-fusion").resolve("kubernetes");
    }

    static Optional<Path> helm() {
        return newest("helm-", "helm");
    }

    /** Empty if one of them was not compiled on this machine. */
    static Optional<ControlPlaneBinaries> find() {
        Optional<Path> etcd = newest("etcd-", "etcd");
        Optional<Path> apiServer = newest("kubernetes-", "kube-apiserver");
        Optional<Path> kstatus = newest("kstatus-", "kstatus");
        return etcd.isPresent() && apiServer.isPresent() && kstatus.isPresent()
                ? Optional.of(new ControlPlaneBinaries(etcd.get(), apiServer.get(), kstatus.get()))
                : Optional.empty();
    }

    /**
     * The folders of {@code compile} are named by a digest of their inputs; the last one compiled is the current one.
     */
    private static Optional<Path> newest(String folder, String program) {
        if (!Files.isDirectory(cache())) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(cache())) {
            return folders.filter(path -> path.getFileName().toString().startsWith(folder))
                    .map(path -> path.resolve(program))
                    .filter(Files::isExecutable)
                    .max(Comparator.comparing(path -> path.toFile().lastModified()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
