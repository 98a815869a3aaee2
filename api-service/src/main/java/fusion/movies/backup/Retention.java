package fusion.movies.backup;

import fusion.movies.archive.BackupName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Selects the files to delete after a backup was written. */
final class Retention {

    private Retention() {}

    /**
     * Of the owner's backups all but the newest; and files of rows that a former run left without a manifest. A manifest goes before its rows, so that a
     * removal that is broken off leaves none that speaks of rows that are gone.
     */
    static List<String> removable(Collection<String> files, BackupName written, int keep) {
        Set<BackupName> kept = files.stream()
                .flatMap(file -> BackupName.ofManifest(file).stream())
                .filter(backup -> backup.owner().equals(written.owner()))
                .sorted(Comparator.comparing(BackupName::time).reversed())
                .limit(keep)
                .collect(Collectors.toSet());
        return files.stream()
                .filter(file -> BackupName.of(withoutPartial(file))
                        .filter(backup -> backup.owner().equals(written.owner()))
                        .filter(backup -> !kept.contains(backup))
                        // Not those of a clock that is ahead: what is being written there is not known.
                        .filter(backup -> backup.time().isBefore(written.time()))
                        .isPresent())
                .sorted(Comparator.comparing(
                        (String file) -> BackupName.ofManifest(file).isEmpty()))
                .toList();
    }

    private static String withoutPartial(String file) {
        return file.endsWith(".partial") ? file.substring(0, file.length() - ".partial".length()) : file;
    }
}
