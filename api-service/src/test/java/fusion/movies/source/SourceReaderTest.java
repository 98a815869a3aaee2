package fusion.movies.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fusion.movies.movie.Movie;
import fusion.movies.source.SourceException.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte of a source is part of a movie, white space, or the subject of an error that names its place. */
class SourceReaderTest {

    private static final String FERRY = "{\"title\": \"The Ferry\", \"year\": 1951, \"cast\": [\"Ida Morel\"]}";
    private static final String LAMPS = "{\"title\": \"Seven Lamps\", \"year\": 1962}";
    private static final String TRAIN = "{\"title\": \"Night Train\", \"year\": 1970}";

    private static final List<String> ALL = List.of("The Ferry", "Seven Lamps", "Night Train");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\r", "\r\n", "\n\n \r\n\t", "\t"})
    void valuesAreSeparatedByAnyWhiteSpace(String space) {
        Reading reading = Reading.of(space + FERRY + space + LAMPS + space + TRAIN + space);

        assertThat(reading.titles()).isEqualTo(ALL);
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.movies()).extracting(Movie::position).containsExactly(1L, 2L, 3L);
    }

    @Test
    void manyMoviesOnOneLongLine() {
        String line = IntStream.range(0, 50_000)
                .mapToObj(number -> "{\"title\": \"Reel " + number + "\"}")
                .collect(Collectors.joining());

        assertThat(Reading.of(line).movies()).hasSize(50_000);
    }

    @Test
    void aValueMaySpanManyLines() {
        String laidOut = FERRY.replace(",", ",\n  ") + "\n" + LAMPS + TRAIN.replace("{", "{\r\n");

        assertThat(Reading.of(laidOut).titles()).isEqualTo(ALL);
    }

    @Test
    void aMalformedLineIsRejectedAlone() {
        Reading reading = Reading.of("\n" + FERRY + "\n{\"title\": \"Sev\n" + TRAIN + " x " + LAMPS + "\r" + LAMPS);

        assertThat(reading.titles()).containsExactly("The Ferry", "Night Train", "Seven Lamps");
        assertThat(reading.rejected()).hasSize(2);
        assertThat(reading.rejected().getFirst()).startsWith("row 2: line 3 is not JSON, column ");
        assertThat(reading.rejected().getLast()).startsWith("row 4: line 4 is not JSON, column ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"title\": \"Sev", "{", "{\"title\"", "{\"title\": \"A\"", "{\"title\": \"A\", \"year\": 19"})
    void aTruncatedLastLineMeansATruncatedSource(String cut) {
        assertThatThrownBy(() -> Reading.of(FERRY + "\n" + cut))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SourceCutOff))
                .hasMessageContaining("in the middle of row 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "x", "0", "{}", "\u0000", "]", ","})
    void contentAfterAnArrayIsAFailure(String more) {
        assertThatThrownBy(() -> Reading.of("[" + FERRY + "]\n" + more))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SourceMalformed))
                .hasMessageContaining("line 2");
    }

    @Test
    void aDuplicateFieldIsAnError() {
        Reading reading =
                Reading.of("{\"title\": \"A\", \"title\": \"B\"}{\"title\": \"C\", \"cast\": [], \"cast_list\": []}");

        assertThat(reading.rejected()).containsExactly("row 1: title appears twice", "row 2: cast appears twice");
    }

    @Test
    void pandasIntegersAreFloatsAndItsMissingValuesNaN() {
        Reading reading = Reading.of("""
                [{"title": "A", "year": 1951.0, "extract": NaN, "cast": NaN, "thumbnail_width": 3.2e2},
                 {"title": "B", "year": NaN, "cast": ["Ida", NaN]}, {"title": "C", "year": 1951.5}, {"title": "D", "year": -1.0},
                 {"title": "E", "year": Infinity}, {"title": "F", "year": 1e999999999}]
                """);

        assertThat(reading.movies()).extracting(Movie::year).containsExactly(1951L, null);
        assertThat(reading.movies()).extracting(Movie::thumbnailWidth).containsExactly(320L, null);
        assertThat(reading.movies()).extracting(Movie::cast).containsExactly(List.of(), List.of("Ida"));
        assertThat(reading.rejected())
                .containsExactly(
                        "row 3: year is 1951.5, not an integer",
                        "row 4: year is -1.0, not between 0 and 9999",
                        "row 5: year is Infinity, not an integer",
                        "row 6: year is 1e999999999, not between 0 and 9999");
    }

    @Test
    void aRowReportsItsFirstErrorAndTheNumberOfOthers() {
        Reading reading =
                Reading.of("{\"title\": \"A\", \"year\": \"x\", \"cast\": 3, \"genres\": [1, \"a\\u0000b\"]}");

        assertThat(reading.rejected())
                .containsExactly("row 1: year is the string 'x', not an integer, and 3 more errors");
    }

    @Test
    void valuesThatDatabasesCannotStoreAreShownTruncated() {
        Reading reading = Reading.of("{\"title\": \"a\\u0000\\u001b" + "b".repeat(50)
                + "\"}\n{\"title\": \"A\", \"cast\": [\"\\udc00x\"]}\n{\"title\": \"" + "東".repeat(2001) + "\"}");

        assertThat(reading.rejected())
                .containsExactly(
                        "row 1: title contains the character NUL, which databases cannot store: 'a\\u0000\\u001b"
                                + "b".repeat(37) + "…'",
                        "row 2: an entry of cast contains half a character (an unpaired surrogate): '\\udc00x'",
                        "row 3: title has 2001 characters, more than 2000: '" + "東".repeat(40) + "…'");
    }

    @Test
    void aLongTitleInAnyScriptIsAMovie() {
        assertThat(Reading.of("[{\"title\": \"" + "長".repeat(1_200) + "\"}]").movies())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void textIsReadWithAndWithoutAByteOrderMark(String name) {
        String text = "[{\"title\": \"七つの灯 🎬\"}]";

        assertThat(Reading.of(text.getBytes(Charset.forName(name))).titles()).containsExactly("七つの灯 🎬");
        assertThat(Reading.of(("\ufeff" + text).getBytes(Charset.forName(name))).titles())
                .containsExactly("七つの灯 🎬");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32LE", "UTF-32BE"})
    void otherCharactersAreReported(String name) {
        assertMalformed("\ufeff[]".getBytes(Charset.forName(name)), "UTF-32");
        assertMalformed("[{}]".getBytes(Charset.forName(name)), "UTF-32");
    }

    @Test
    void invalidUtf8IsReportedWithItsPosition() {
        byte[] latin = "[\n{\"title\": \"Léon\"}]".getBytes(StandardCharsets.ISO_8859_1);

        assertMalformed(latin, "not valid UTF-8: byte 15 of the text, in line 2, is 0xe9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1 81", "ed a0 bd ed b8 80", "f4 90 80 80", "e0 80 af"})
    void invalidUtf8ThatAParserWouldAcceptIsRefused(String bytes) {
        String title = Arrays.stream(bytes.split(" "))
                .map(hex -> String.valueOf((char) Integer.parseInt(hex, 16)))
                .collect(Collectors.joining());

        assertMalformed(("[{\"title\": \"" + title + "\"}]").getBytes(StandardCharsets.ISO_8859_1), "not valid UTF-8");
    }

    @Test
    void gzipIsReadMemberByMemberAndLayerByLayer() {
        byte[] ferry = FERRY.getBytes(StandardCharsets.UTF_8);
        byte[] lamps = LAMPS.getBytes(StandardCharsets.UTF_8);
        byte[] train = TRAIN.getBytes(StandardCharsets.UTF_8);

        assertThat(Reading.of(Reading.gzip(ferry, lamps, train)).titles()).isEqualTo(ALL);
        assertThat(Reading.of(Reading.gzip(Reading.gzip(Reading.gzip(ferry)))).titles())
                .containsExactly("The Ferry");
        assertThat(Reading.of(Reading.gzip(ferry)).isEndMarked()).isTrue();
        assertThat(Reading.of(ferry).isEndMarked()).isFalse();
        assertThat(Reading.of("[" + FERRY + "]").isEndMarked()).isTrue();
    }

    @Test
    void bytesAfterTheLastGzipMemberAreAFailure() {
        byte[] packed = Reading.gzip(FERRY.getBytes(StandardCharsets.UTF_8));

        assertMalformed(Arrays.copyOf(packed, packed.length + 1), "after a valid .gz stream.");
        assertThatThrownBy(() -> Reading.of(Arrays.copyOf(packed, packed.length - 1)))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SourceCutOff));
    }

    @Test
    void aTableIsReadByItsHeader() {
        Reading reading = Reading.of("""
                ,Title,YEAR,cast_list,Thumbnail Width,rating,genres,extract
                0,The Ferry,1951.0,Ida Morel | Jon Vale,320,8.1,"[""Drama""]","Two
                lines, ""quoted""\"

                1,"Seven Lamps",,"['Ida ""Mo"" O\\'Brien', None]",,,,
                """.replace("None", "null"));

        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.movies())
                .containsExactly(
                        new Movie(
                                null,
                                "The Ferry",
                                1951L,
                                List.of("Ida Morel", "Jon Vale"),
                                List.of("Drama"),
                                null,
                                "Two\nlines, \"quoted\"",
                                null,
                                320L,
                                null,
                                1L),
                        new Movie(
                                null,
                                "Seven Lamps",
                                null,
                                List.of("Ida \"Mo\" O'Brien"),
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void aTableHasAnyOfTheUsualSeparators(String separator) {
        String table =
                "\ufeffyear,title\r\n1951,The Ferry\r\n1962,Seven Lamps\r\n,Night Train\r\n".replace(",", separator);

        assertThat(Reading.of(table).titles()).isEqualTo(ALL);
    }

    @Test
    void rowsOfATableAreValidatedLikeAllOthers() {
        Reading reading = Reading.of(
                "title,year,cast\nA,nineteen,\nB,1951\nC,1951,,\n ,1951,\nD,1951,[\"Ida\"\nE,1951,\"{Ida,Jon}\"\nF,NaN,\n");

        assertThat(reading.titles()).containsExactly("F");
        assertThat(reading.rejected())
                .containsExactly(
                        "row 1: year is nineteen, not an integer",
                        "row 2: it has 2 cells, the header has 3",
                        "row 3: it has more cells than the header's 3",
                        "row 4: title is missing",
                        "row 5: cast is '[\"Ida\"', which starts like a list but is not one",
                        "row 6: cast is '{Ida,Jon}', a list in a database's notation; write it as JSON, or separate the entries with |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title,year\nA,19", "title\nA", "title\n\"A", "title\n\"A\n"})
    void aPossiblyTruncatedTableIsRefused(String table) {
        assertThatThrownBy(() -> Reading.of(table)).isInstanceOf(SourceException.class);
    }

    @Test
    void aHeaderMustNameEachFieldOnce() {
        assertMalformed("title,Title\nA,B\n".getBytes(StandardCharsets.UTF_8), "2 columns for 'title'");
        assertMalformed("name,year\nA,1\n".getBytes(StandardCharsets.UTF_8), "no column 'title'");
    }

    @Test
    void contentThatUnpacksToMoreThanAllowedIsRefused() {
        byte[] bomb = Reading.gzip(Reading.gzip(("[" + " ".repeat(10_000_000)).getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> Reading.of(bomb, 1_000_000))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SourceTooLarge));
    }

    private static void assertMalformed(byte[] source, String says) {
        assertThatThrownBy(() -> Reading.of(source))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SourceMalformed))
                .hasMessageContaining(says);
    }
}
