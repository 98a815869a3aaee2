package fusion.movies.archive;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The newest backup in a folder or bucket. */
public final class Latest {

    private Latest() {}

    /**
     * @param files file names without folders
     * @return empty if there is no manifest
     * @throws IllegalArgumentException if there are backups of several stacks, which makes the choice ambiguous
     */
    public static Optional<BackupName> of(Collection<String> files) {
        List<BackupName> complete = files.stream()
                .flatMap(file -> BackupName.ofManifest(file).stream())
                .toList();
        String owners =
                complete.stream().map(BackupName::owner).distinct().sorted().collect(Collectors.joining(", "));
        if (owners.contains(", ")) {
            throw new IllegalArgumentException("there are backups of several stacks: " + owners);
        }
        return complete.stream().max(Comparator.comparing(BackupName::time));
    }
}
