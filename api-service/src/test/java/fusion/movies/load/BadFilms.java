package fusion.movies.load;

import fusion.movies.load.LoadException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** What people have put where films should be. */
enum BadFilms {
    NOT_JSON("not JSON", "Title;Year\nCarmen;1915", Reason.SourceMalformed, "begins with 'T'"),
    WEB_PAGE("a web page", "<!DOCTYPE html><html>", Reason.SourceMalformed, "begins with '<'"),
    EMPTY("an empty file", "", Reason.SourceCutOff, "The source is empty"),
    NO_FILMS("an array of nothing", "[]", Reason.SourceEmpty, "holds no movie"),
    CUT_OFF(
            "cut off in the middle",
            "[" + "GOOD,{\"title\": \"Car",
            Reason.SourceCutOff,
            "ends in the middle of row 2"),
    BROKEN_JSON(
            "broken in the middle", "[GOOD,{\"title\" \"Shane\"}]", Reason.SourceMalformed, "not valid JSON in row 2"),
    TWO_ARRAYS("two arrays", "[GOOD][GOOD]", Reason.SourceMalformed, "goes on after its array"),
    NO_TITLE("a row without title", "[GOOD,{\"year\": 1953}]", Reason.TooManyRejected, "row 2: title is missing"),
    YEAR_AS_TEXT(
            "a year as text",
            "[GOOD,{\"title\": \"Shane\", \"year\": \"1953\"}]",
            Reason.TooManyRejected,
            "row 2: year is the text '1953', not a whole number"),
    YEAR_TOO_LARGE(
            "a year of 40 digits",
            "[{\"title\": \"Shane\", \"year\": " + "9".repeat(40) + "}]",
            Reason.TooManyRejected,
            "row 1: year is"),
    CAST_AS_TEXT(
            "a cast as text",
            "[{\"title\": \"Shane\", \"cast\": \"Alan Ladd\"}]",
            Reason.TooManyRejected,
            "row 1: cast is the text 'Alan Ladd', not a list of texts"),
    LONG_TITLE(
            "a title of 1 MB",
            "[{\"title\": \"" + "x".repeat(1 << 20) + "\"}]",
            Reason.TooManyRejected,
            "row 1: title has 1048576 characters, more than 2000"),
    HUGE_TITLE(
            "a title of 10 MB",
            "[{\"title\": \"" + "x".repeat(10 << 20) + "\"}]",
            Reason.SourceMalformed,
            "Row 1 of the source"),
    NUL(
            "a NUL in a title",
            "[{\"title\": \"Car\\u0000men\"}]",
            Reason.TooManyRejected,
            "row 1: title holds the character NUL"),
    HALF_A_CHARACTER(
            "half a character",
            "[{\"title\": \"Car\\ud83dmen\"}]",
            Reason.TooManyRejected,
            "row 1: title holds half a character"),
    BROKEN_UTF8(
            "broken UTF-8",
            "[{\"title\": \"L\u00e9on\"}]".getBytes(StandardCharsets.ISO_8859_1),
            Reason.SourceMalformed,
            "Invalid UTF-8"),
    NESTED(
            "ten levels of nesting",
            "[{\"title\": " + "[".repeat(10) + "]".repeat(10) + "}]",
            Reason.TooManyRejected,
            "row 1: title is a list, not text"),
    DEEPLY_NESTED(
            "a thousand levels of nesting",
            "[{\"title\": " + "[".repeat(1000) + "]".repeat(1000) + "}]",
            Reason.SourceMalformed,
            "100 levels of nesting"),
    BAD_LINE(
            "a broken line among lines", "GOOD\n{\"title\": \n", Reason.TooManyRejected, "row 2: the line is not JSON"),
    CUT_OFF_GZIP("gzip that is cut off", cutOff(gzip("[GOOD]")), Reason.SourceCutOff, "ends in the middle"),
    BROKEN_GZIP("gzip that is broken", broken(gzip("[GOOD]")), Reason.SourceMalformed, "begins like gzip and breaks"),
    GZIP_OF_SOMETHING_ELSE("gzip of something else", gzip("PK"), Reason.SourceMalformed, "begins with 'P'"),
    TOO_LARGE(
            "more than maxBytes",
            loads -> Seed.ofAtMost(loads.file("[" + GoodFilm.JSON + "]"), 50),
            Reason.SourceTooLarge,
            "more than 50 bytes"),
    TOO_LARGE_UNPACKED(
            "a small gzip of much",
            loads -> Seed.ofAtMost(loads.file(gzip("[" + " ".repeat(1 << 20) + "]")), 100_000),
            Reason.SourceTooLarge,
            "more than 100000 bytes"),
    WRONG_CHECKSUM(
            "another checksum",
            loads -> Seed.withChecksum(loads.file("[" + GoodFilm.JSON + "]"), "00ff"),
            Reason.ChecksumMismatch,
            "should have 00ff"),
    NO_FILE(
            "a file that is not there",
            loads -> Seed.of("file:///etc/movies/source/none.json"),
            Reason.SourceNotFound,
            "There is no file /etc/movies/source/none.json"),
    NO_HOST(
            "a host that is not there",
            loads -> Seed.of("http://nowhere.invalid/films.json"),
            Reason.SourceUnreachable,
            "could not be fetched"),
    NO_SUCH_SCHEME(
            "a source of an unknown kind",
            loads -> Seed.of("ftp://host/films.json"),
            Reason.SettingsWrong,
            "is none of bundled:, https:// and file://");

    static final String GOOD = GoodFilm.JSON;

    private final String description;
    private final Function<Loads, SeedProperties> seed;
    private final Reason reason;
    private final String says;

    BadFilms(String description, String content, Reason reason, String says) {
        this(description, content.replace("GOOD", GoodFilm.JSON).getBytes(StandardCharsets.UTF_8), reason, says);
    }

    BadFilms(String description, byte[] content, Reason reason, String says) {
        this(description, loads -> Seed.of(loads.file(content)), reason, says);
    }

    BadFilms(String description, Function<Loads, SeedProperties> seed, Reason reason, String says) {
        this.description = description;
        this.seed = seed;
        this.reason = reason;
        this.says = says;
    }

    String description() {
        return description;
    }

    SeedProperties seed(Loads loads) {
        return seed.apply(loads);
    }

    Reason reason() {
        return reason;
    }

    String says() {
        return says;
    }

    @Override
    public String toString() {
        return description;
    }

    private static byte[] gzip(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.replace("GOOD", GoodFilm.JSON).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] cutOff(byte[] content) {
        return Arrays.copyOf(content, content.length - 20);
    }

    private static byte[] broken(byte[] content) {
        byte[] broken = content.clone();
        Arrays.fill(broken, 10, broken.length, (byte) 0xff);
        return broken;
    }

    /** An enum's constants cannot use its own static fields. */
    private static final class GoodFilm {
        static final String JSON =
                "{\"title\": \"Carmen\", \"year\": 1915, \"cast\": [\"Theda Bara\"], \"genres\": [\"Drama\"]}";
    }
}
