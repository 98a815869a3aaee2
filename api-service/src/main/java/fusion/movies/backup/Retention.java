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
     * The owner's backups except the newest ones, and files of rows that a former run left without a manifest. A
     * manifest is deleted before its rows, so that an interrupted deletion never leaves a manifest without rows.
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
                        // Not those with a time in the future, which may still be written.
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
