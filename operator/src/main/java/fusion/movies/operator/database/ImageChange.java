package fusion.movies.operator.database;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides whether the nodes of a cluster with data may get another image. Pure. */
sealed interface ImageChange {

    /** It can read the data as they are. */
    record Free() implements ImageChange {}

    /** Its version is unknown; CockroachDB decides when the first node starts. */
    record Unknown(String remark) implements ImageChange {}

    /** It would upgrade the data: their version is preserved first, so that the image can be rolled back. */
    record Upgrade(Version from, Version to) implements ImageChange {}

    /** It cannot read the data. */
    record Refused(String message) implements ImageChange {}

    /**
     * @param present the nodes' current image
     * @param wanted the spec's image
     * @param active version of the data; empty if unknown
     */
    static ImageChange of(String present, String wanted, Optional<Version> active) {
        Optional<Version> to = Version.ofImage(wanted);
        if (to.isEmpty()) {
            return new Unknown(
                    "The tag of image " + wanted
                            + " is not a version of CockroachDB (vX.Y): the operator cannot check whether it can read the data.");
        }
        Optional<Version> from = active.or(() -> Version.ofImage(present));
        if (from.isEmpty()) {
            return new Unknown(
                    "The tag of the present image " + present
                            + " is not a version of CockroachDB (vX.Y): the operator cannot check whether the new image can read the data.");
        }
        return of(from.get(), to.get(), Version.ofImage(present), wanted);
    }

    private static ImageChange of(Version from, Version to, Optional<Version> present, String wanted) {
        if (to.equals(from)) {
            return new Free();
        }
        if (to.compareTo(from) < 0) {
            return new Refused("database.image " + wanted + " is " + to + ", but the data are already at " + from
                    + " and cannot be downgraded. Set database.image to an image of " + from + allowed(from)
                    + ".");
        }
        if (!UpgradePath.knows(to)) {
            return new Unknown(
                    "The operator does not know whether data of " + from + " can be upgraded to " + to + ".");
        }
        List<Version> next = UpgradePath.after(from);
        if (next.contains(to)) {
            return new Upgrade(from, to);
        }
        boolean unfinished =
                present.filter(version -> version.compareTo(from) > 0).isPresent();
        return new Refused("database.image " + wanted + " is " + to + ", too new for the data, which are at " + from
                + (unfinished ? " until the upgrade to " + present.get() + " is finalized" : "")
                + ". Set database.image to an image of " + words(next) + " first.");
    }

    private static String allowed(Version from) {
        List<Version> next = UpgradePath.after(from);
        return next.isEmpty() ? "" : ", or of " + words(next);
    }

    private static String words(List<Version> versions) {
        return versions.reversed().stream().map(Version::toString).collect(Collectors.joining(" or "));
    }
}
