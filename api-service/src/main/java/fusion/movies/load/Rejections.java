package fusion.movies.load;

import static fusion.movies.load.LoadException.Reason.TooManyRejected;

import java.util.ArrayList;
import java.util.List;

/** The rejected rows of a source: all are counted, the first few are described. */
final class Rejections {

    private static final int NAMED = 5;

    private final long allowed;
    private final List<String> first = new ArrayList<>();
    private long count;

    Rejections(long allowed) {
        this.allowed = allowed;
    }

    void add(long position, String fault) {
        if (count++ < NAMED) {
            first.add("row " + position + ": " + fault);
        }
    }

    long count() {
        return count;
    }

    boolean areTooMany() {
        return count > allowed;
    }

    LoadException tooMany() {
        return new LoadException(
                TooManyRejected,
                rows() + " rejected and seed.maxRejected allows " + allowed + ", so nothing was loaded: " + this + ".");
    }

    String rows() {
        return count == 1 ? "1 row is" : count + " rows are";
    }

    /** Such as "row 17: title is missing; and 3 more". */
    @Override
    public String toString() {
        return String.join("; ", first) + (count > NAMED ? "; and " + (count - NAMED) + " more" : "");
    }
}
