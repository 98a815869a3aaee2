package fusion.movies.load;

import fusion.movies.source.SourceException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** Bad sources that users have provided. */
enum BadSource {
    NOT_JSON("not a table of movies", "Titel;Year\nCarmen;1915\n", Reason.SourceMalformed, "begins with 'T'"),
    WEB_PAGE("a web page", "<!DOCTYPE html><html>", Reason.SourceMalformed, "is a web page"),
    EMPTY("an empty file", "", Reason.SourceCutOff, "The source is empty"),
    ZEROS("a file of zeros", new byte[100], Reason.SourceMalformed, "U+0000"),
    NO_MOVIES("an empty array", "[]", Reason.SourceEmpty, "contains no movie"),
    HEADER_ALONE("only a header", "title,year\n", Reason.SourceEmpty, "contains no movie"),
    CUT_OFF("a truncated array", "[GOOD,{\"title\": \"Car", Reason.SourceCutOff, "in the middle of row 2"),
    CUT_OFF_BETWEEN("an array that ends after a movie", "[GOOD", Reason.SourceCutOff, "in the middle of row 2"),
    CUT_OFF_LINE(
            "lines, the last one truncated", "GOOD\n{\"title\": \"Car", Reason.SourceCutOff, "in the middle of row 2"),
    CUT_OFF_CHARACTER(
            "truncated in the middle of a character",
            "[{\"title\": \"L\u00c3".getBytes(StandardCharsets.ISO_8859_1),
            Reason.SourceCutOff,
            "in the middle of a character"),
    CUT_OFF_TABLE(
            "a table whose last row has no line break",
            "title,year\nCarmen,19",
            Reason.SourceCutOff,
            "without a line break"),
    OPEN_QUOTE(
            "a table with a quote that never closes",
            "title,year\n\"Carmen,1915\n",
            Reason.SourceMalformed,
            "Missing closing quote"),
    BROKEN_JSON(
            "a malformed array", "[GOOD,{\"title\" \"Shane\"}]", Reason.SourceMalformed, "malformed in row 2 (line 1"),
    TWO_ARRAYS("two arrays", "[GOOD]\n[GOOD]", Reason.SourceMalformed, "continues after its array of 1 movies (line 2"),
    NO_TITLE("a row without a title", "[GOOD,{\"year\": 1953}]", "row 2: title is missing"),
    YEAR_AS_TEXT(
            "a year as a string",
            "[GOOD,{\"title\": \"Shane\", \"year\": \"1953\"}]",
            "row 2: year is the string '1953', not an integer"),
    HALF_A_YEAR(
            "a fractional year", "[{\"title\": \"Shane\", \"year\": 1953.5}]", "row 1: year is 1953.5, not an integer"),
    YEAR_TOO_LARGE(
            "a year of 60 digits",
            "[{\"title\": \"Shane\", \"year\": " + "9".repeat(60) + "}]",
            "not between 0 and 9999"),
    CAST_AS_TEXT(
            "a cast as a string",
            "[{\"title\": \"Shane\", \"cast\": \"Alan Ladd\"}]",
            "row 1: cast is the string 'Alan Ladd', not a list of strings"),
    TITLE_TWICE(
            "a field that appears twice",
            "[{\"title\": \"Shane\", \"title\": \"Heat\"}]",
            "row 1: title appears twice"),
    MANY_FAULTS(
            "several errors in several rows", "[" + "{\"year\": -1, \"cast\": 1},".repeat(7) + "GOOD]", "and 2 more"),
    LONG_TITLE(
            "a title of 1 MB",
            "[{\"title\": \"" + "x".repeat(1 << 20) + "\"}]",
            "row 1: title has 1048576 characters, more than 2000"),
    HUGE_TITLE(
            "a title of 10 MB",
            "[{\"title\": \"" + "x".repeat(10 << 20) + "\"}]",
            Reason.SourceMalformed,
            "more than 4194304 characters"),
    NUL("a NUL in a title", "[{\"title\": \"Car\\u0000men\"}]", "row 1: title contains the character NUL"),
    HALF_A_CHARACTER("half a character", "[{\"title\": \"Car\\ud83dmen\"}]", "row 1: title contains half a character"),
    LATIN_1(
            "Latin-1",
            "[{\"title\": \"L\u00e9on\"}]".getBytes(StandardCharsets.ISO_8859_1),
            Reason.SourceMalformed,
            "not valid UTF-8: byte 14"),
    UTF_32("UTF-32", "[GOOD]".getBytes(Charset.forName("UTF-32LE")), Reason.SourceMalformed, "encoded as UTF-32"),
    NESTED(
            "ten levels of nesting",
            "[{\"title\": " + "[".repeat(10) + "]".repeat(10) + "}]",
            "row 1: title is a list, not a string"),
    DEEPLY_NESTED(
            "a thousand levels of nesting",
            "[{\"title\": " + "[".repeat(1000) + "]".repeat(1000) + "}]",
            Reason.SourceMalformed,
            "100 levels of nesting"),
    BAD_LINE("a malformed line", "GOOD\n{\"title\": \nGOOD\n", "row 2: line 2 is not JSON"),
    MISSING_CELL(
            "a row of a table with too few cells",
            "title,year,cast\nCarmen,1915\n",
            "row 1: it has 2 cells, the header has 3"),
    TWO_COLUMNS(
            "a table with two columns of titles",
            "title,Title\na,b\n",
            Reason.SourceMalformed,
            "2 columns for 'title'"),
    CUT_OFF_GZIP("truncated gzip", cutOff(gzip("[GOOD]")), Reason.SourceCutOff, "in the middle of row"),
    BROKEN_GZIP("corrupt gzip", broken(gzip("[GOOD]")), Reason.SourceMalformed, "starts as gzip and is corrupt"),
    LONGER_GZIP(
            "gzip followed by other bytes", longer(gzip("[GOOD]")), Reason.SourceMalformed, "after a valid .gz stream"),
    GZIP_OF_NOTHING_KNOWN("gzip of something else", gzip("PKW"), Reason.SourceMalformed, "begins with 'P'"),
    ZIP("a zip archive", begin("504b0304140000000800"), Reason.SourceMalformed, "compressed with zip"),
    ZSTD("zstd", begin("28b52ffd24"), Reason.SourceMalformed, "compressed with zstd"),
    XZ("xz", begin("fd377a585a0000"), Reason.SourceMalformed, "compressed with xz"),
    BZIP2("bzip2", begin("425a68393141"), Reason.SourceMalformed, "compressed with bzip2"),
    GZIP_OF_ZIP(
            "gzip of a zip archive",
            gzip(begin("504b0304140000000800")),
            Reason.SourceMalformed,
            "compressed with zip"),
    TOO_LARGE(
            "more than maxBytes",
            loads -> Seed.ofAtMost(loads.file("[" + GoodMovie.JSON + "]"), 50),
            Reason.SourceTooLarge,
            "larger than 50 bytes"),
    TOO_LARGE_UNPACKED(
            "a small gzip of large content",
            loads -> Seed.ofAtMost(loads.file(gzip("[" + " ".repeat(1 << 20) + "]")), 100_000),
            Reason.SourceTooLarge,
            "larger than 100000 bytes"),
    WRONG_CHECKSUM(
            "a wrong checksum",
            loads -> Seed.withChecksum(loads.file("[" + GoodMovie.JSON + "]"), "00ff"),
            Reason.ChecksumMismatch,
            "instead of 00ff"),
    NO_FILE(
            "a missing file",
            loads -> Seed.of("file:///etc/movies/source/none.json"),
            Reason.SourceNotFound,
            "There is no file /etc/movies/source/none.json"),
    FOLDER("a folder", loads -> Seed.of("file:///etc"), Reason.SourceNotFound, "/etc is not a file"),
    NO_URL(
            "an address with a space",
            loads -> Seed.of("https://host/all films.json"),
            Reason.SettingsWrong,
            "not a URL"),
    NO_SUCH_SCHEME(
            "an unsupported scheme",
            loads -> Seed.of("ftp://host/films.json"),
            Reason.SettingsWrong,
            "is not supported; use bundled:, https:// or file://");

    static final String GOOD = GoodMovie.JSON;

    private final String description;
    private final Function<Loads, Seed> seed;
    private final String reason;
    private final String says;

    /** Rows that are rejected. */
    BadSource(String description, String content, String says) {
        this(description, bytes(content), "TooManyRejected", says);
    }

    BadSource(String description, String content, Reason reason, String says) {
        this(description, bytes(content), reason.name(), says);
    }

    BadSource(String description, byte[] content, Reason reason, String says) {
        this(description, content, reason.name(), says);
    }

    BadSource(String description, byte[] content, String reason, String says) {
        this(description, loads -> Seed.of(loads.file(content)), reason, says);
    }

    BadSource(String description, Function<Loads, Seed> seed, Reason reason, String says) {
        this(description, seed, reason.name(), says);
    }

    BadSource(String description, Function<Loads, Seed> seed, String reason, String says) {
        this.description = description;
        this.seed = seed;
        this.reason = reason;
        this.says = says;
    }

    String description() {
        return description;
    }

    Seed seed(Loads loads) {
        return seed.apply(loads);
    }

    String reason() {
        return reason;
    }

    String says() {
        return says;
    }

    @Override
    public String toString() {
        return description;
    }

    private static byte[] bytes(String content) {
        return content.replace("GOOD", GoodMovie.JSON).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String content) {
        return gzip(bytes(content));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] cutOff(byte[] content) {
        return Arrays.copyOf(content, content.length - 20);
    }

    private static byte[] longer(byte[] content) {
        return Arrays.copyOf(content, content.length + 1);
    }

    private static byte[] broken(byte[] content) {
        byte[] broken = content.clone();
        Arrays.fill(broken, 10, broken.length, (byte) 0xff);
        return broken;
    }

    /** A file that starts with the magic bytes of its format. */
    private static byte[] begin(String hex) {
        return Arrays.copyOf(HexFormat.of().parseHex(hex), 1_000);
    }

    /** An enum's constants cannot use its own static fields. */
    private static final class GoodMovie {
        static final String JSON =
                "{\"title\": \"Carmen\", \"year\": 1915, \"cast\": [\"Theda Bara\"], \"genres\": [\"Drama\"]}";
    }
}
