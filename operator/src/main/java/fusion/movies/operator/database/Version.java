package fusion.movies.operator.database;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A major version of CockroachDB, such as 25.2, which alone determines what data it can read. */
record Version(int year, int number) implements Comparable<Version> {

    /** For a version during an upgrade, {@code 25.2-upgrading-to-25.3-step-004}, the former one. */
    private static final Pattern ACTIVE = Pattern.compile("^v?(\\d+)\\.(\\d+)(\\D.*)?$");

    private static final Pattern TAG = Pattern.compile("[^/]*:v(\\d+)\\.(\\d+)(\\D[^/]*)?$");

    /** A cluster's active version, as it reports it. */
    static Optional<Version> of(String active) {
        return of(ACTIVE.matcher(active));
    }

    /** The version in an image's tag; empty if there is none. */
    static Optional<Version> ofImage(String image) {
        String tagged = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        return of(TAG.matcher(tagged));
    }

    private static Optional<Version> of(Matcher matcher) {
        return matcher.find()
                ? Optional.of(new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        return Comparator.comparingInt(Version::year)
                .thenComparingInt(Version::number)
                .compare(this, other);
    }

    /** The start of an image's tag. */
    @Override
    public String toString() {
        return "v" + year + "." + number;
    }
}
