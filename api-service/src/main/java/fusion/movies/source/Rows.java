package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceCutOff;
import static fusion.movies.source.SourceException.Reason.SourceMalformed;

import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Counts the rows on their way to the consumer, so that errors can name their position. */
final class Rows {

    private final Consumer<Row> consumer;
    private long count;
    private long linesBefore;

    Rows(Consumer<Row> consumer) {
        this.consumer = consumer;
    }

    long count() {
        return count;
    }

    /** Lines before the first row; CR LF ends one line. */
    void blankLine(boolean isHalf) {
        linesBefore += isHalf ? 0 : 1;
    }

    void add(MovieDraft draft) {
        consumer.accept(draft.row(++count));
    }

    void reject(String fault) {
        consumer.accept(new Row.Rejected(++count, fault));
    }

    /** A row that cannot be read, if the start of the next one is known. */
    void reject(JacksonException e, long line) {
        reject("line " + (linesBefore + line) + " is not JSON" + column(e) + ": " + sentence(e));
    }

    SourceException cutOff(Exception e) {
        return new SourceException(
                SourceCutOff,
                "The source ends in the middle of row " + (count + 1)
                        + "; fetch it again, or set seed.sha256 to detect this earlier.",
                e);
    }

    SourceException broken(JacksonException e) {
        if (isCutOff(e)) {
            return cutOff(e);
        }
        TokenStreamLocation place = e.getLocation();
        String where = place == null || place.getLineNr() < 1
                ? ""
                : " (line " + (linesBefore + place.getLineNr()) + column(e) + ")";
        return new SourceException(
                SourceMalformed, "The source is malformed in row " + (count + 1) + where + ": " + sentence(e) + ".", e);
    }

    SourceException goesOn(TokenStreamLocation place) {
        return new SourceException(
                SourceMalformed,
                "The source continues after its array of " + count + " movies (line "
                        + (linesBefore + place.getLineNr()) + ", column " + place.getColumnNr()
                        + "); it must contain a single array.");
    }

    /** The parser does not report every truncation by the specific class. */
    static boolean isCutOff(JacksonException e) {
        return e instanceof UnexpectedEndOfInputException
                || e.getOriginalMessage().startsWith("Unexpected end-of-input");
    }

    private static String column(JacksonException e) {
        return e.getLocation() == null ? "" : ", column " + e.getLocation().getColumnNr();
    }

    /** The parser's message, without the names of its settings. */
    private static String sentence(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "it has a string of more than " + JsonMovies.LONGEST_VALUE + " characters, a number of more than "
                    + JsonMovies.LONGEST_NUMBER + " digits or more than " + JsonMovies.DEEPEST_NESTING
                    + " levels of nesting, which is more than a movie needs";
        }
        if (isCutOff(e)) {
            return "it is incomplete";
        }
        StringBuilder sentence = new StringBuilder();
        e.getOriginalMessage()
                .replaceAll("\\s*\\([^()]*[Ff]eature[^()]*\\)", "")
                .replaceAll("\\s*\\([^()]*\\[Source: [^\\]]*]\\)", "")
                .replaceAll("[:;,]? *enable .*", "")
                .codePoints()
                .forEach(point -> {
                    if (Character.isISOControl(point)) {
                        sentence.append(String.format("\\u%04x", point));
                    } else {
                        sentence.appendCodePoint(point);
                    }
                });
        return sentence.toString();
    }
}
