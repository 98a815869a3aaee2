package fusion.movies.source;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.movie.Movie;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From a source with bytes cut off, doubled, swapped or changed, either exactly those movies are loaded that an independent reader finds, or the load fails: nothing is silently skipped.
 *
 * <p>Tries every position of every kind of source, then {@code -Dmovies.mutations} random mutations from {@code -Dmovies.mutations.seed}.
 */
@Tag("slow")
class MutationTest {

    private static final int RANDOM = Integer.getInteger("movies.mutations", 10_000);
    private static final long SEED = Long.getLong("movies.mutations.seed", 20_251_125);

    private static final String FERRY =
            "{\"title\":\"The Ferry at Dusk\",\"year\":1951,\"cast\":[\"Ida Morel\",\"Léon\"],\"genres\":[\"Drama\"]}";
    private static final String LAMPS =
            "{\"title\": \"七つの灯 \\u0041\\\"\", \"year\": 1962.0, \"cast\": null, \"href\": \"Seven_Lamps\", \"extract\": \"a\\n🎬\"}";
    private static final String TRAIN =
            "{\"title\":\"Night Train\",\"genres\":[],\"thumbnail\":\"t.jpg\",\"thumbnail_width\":320,\"thumbnail_height\":NaN,\"more\":{\"a\":[1,{}]}}";
    private static final String TABLE =
            "title,year,cast,genres\nThe Ferry,1951,Ida Morel|Léon,Drama\n\"Seven \"\"Lamps\"\"\n, 2\",1962.0,\"[\"\"Ida\"\"]\",\n";

    private static final Map<String, byte[]> KINDS = kinds();

    private static Map<String, byte[]> kinds() {
        Map<String, byte[]> kinds = new LinkedHashMap<>();
        String array = "[" + FERRY + "," + LAMPS + "," + TRAIN + "]";
        String lines = FERRY + "\n" + LAMPS + "\n" + TRAIN + "\n";
        kinds.put("array", utf8(array));
        kinds.put("array laid out", utf8("\n[\n  " + FERRY + " ,\r\n\t" + TRAIN + "\n]\n"));
        kinds.put("lines", utf8(lines));
        kinds.put("lines ended by CR LF", utf8(lines.replace("\n", "\r\n")));
        kinds.put("lines ended by CR", utf8(lines.replace("\n", "\r")));
        kinds.put("values on one line", utf8(FERRY + LAMPS + " " + TRAIN));
        kinds.put("values laid out", utf8(FERRY.replace(",", ",\n  ") + "\n" + TRAIN.replace(",", ",\n  ") + "\n"));
        kinds.put("UTF-8 with mark", utf8("\ufeff" + array));
        kinds.put("UTF-16 LE with mark", ("\ufeff" + array).getBytes(StandardCharsets.UTF_16LE));
        kinds.put("UTF-16 BE without mark", lines.getBytes(StandardCharsets.UTF_16BE));
        kinds.put("gzip", Reading.gzip(utf8(array)));
        kinds.put("gzip of two members", Reading.gzip(utf8(FERRY + "\n"), utf8(LAMPS + "\n")));
        kinds.put("gzip in gzip", Reading.gzip(Reading.gzip(utf8(lines))));
        kinds.put("CSV", utf8(TABLE));
        kinds.put("CSV with semicolons and CR LF", utf8(TABLE.replace(",", ";").replace("\n", "\r\n")));
        kinds.put("TSV", utf8("Year\tTitle\tCast\n1951\tThe Ferry\tIda|Léon\n\t七つの灯\t\n"));
        kinds.put("gzipped CSV", Reading.gzip(utf8(TABLE)));
        return kinds;
    }

    static List<String> names() {
        return List.copyOf(KINDS.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothReadersFindTheSameInTheUnchangedSource(String kind) {
        assertThat(Reading.of(KINDS.get(kind)).rejected()).isEmpty();
        assertThat(StrictReader.read(KINDS.get(kind)))
                .contains(Reading.of(KINDS.get(kind)).movies());
        assertThat(Reading.of(KINDS.get(kind)).movies()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPosition(String kind) {
        byte[] source = KINDS.get(kind);
        int loaded = 0;
        for (int at = 0; at < source.length; at++) {
            loaded += check(kind, Arrays.copyOf(source, at));
            loaded += check(kind, doubled(source, at, at + 1));
            loaded += check(kind, without(source, at, at + 1));
            loaded += check(kind, swapped(source, at));
            for (int bit = 0; bit < 8; bit++) {
                loaded += check(kind, changed(source, at, source[at] ^ 1 << bit));
            }
            for (int other : new int[] {0, ' ', '\n', '"', '{', '}', '[', ']', ',', 0xff}) {
                loaded += check(kind, changed(source, at, other));
            }
        }
        assertThat(loaded).isBetween(1, source.length * 22 - 1);
    }

    @Test
    void randomPositions() {
        Random random = new Random(SEED);
        List<String> names = names();
        for (int i = 0; i < RANDOM; i++) {
            String kind = names.get(random.nextInt(names.size()));
            byte[] source = KINDS.get(kind);
            for (int times = 1 + random.nextInt(3); times > 0 && source.length > 0; times--) {
                source = mutated(source, random);
            }
            check(kind, source);
        }
    }

    private static byte[] mutated(byte[] source, Random random) {
        int from = random.nextInt(source.length);
        int to = Math.min(source.length, from + 1 + random.nextInt(1 + source.length / 3));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(source, from);
            case 1 -> doubled(source, from, to);
            case 2 -> without(source, from, to);
            case 3 -> swapped(source, from);
            case 4 -> changed(source, from, random.nextInt(256));
            default -> moved(source, from, to, random.nextInt(source.length));
        };
    }

    /** @return 1 if movies were loaded, 0 if it failed */
    private static int check(String kind, byte[] source) {
        Reading reading;
        try {
            reading = Reading.of(source);
        } catch (SourceException refused) {
            assertThat(refused.getMessage()).endsWith(".");
            return 0;
        }
        if (!reading.rejected().isEmpty()) {
            return 0;
        }
        Optional<List<Movie>> expected = StrictReader.read(source);
        if (!expected.equals(Optional.of(reading.movies()))) {
            throw new AssertionError("%s, passed over in silence:%n%s%n%s%nloaded   %s%nexpected %s"
                    .formatted(
                            kind,
                            new String(source, StandardCharsets.UTF_8),
                            HexFormat.of().formatHex(source),
                            reading.movies(),
                            expected));
        }
        return 1;
    }

    private static byte[] doubled(byte[] source, int from, int to) {
        return joined(Arrays.copyOf(source, to), Arrays.copyOfRange(source, from, source.length));
    }

    private static byte[] without(byte[] source, int from, int to) {
        return joined(Arrays.copyOf(source, from), Arrays.copyOfRange(source, to, source.length));
    }

    private static byte[] moved(byte[] source, int from, int to, int where) {
        byte[] rest = without(source, from, to);
        int place = Math.min(where, rest.length);
        return joined(
                joined(Arrays.copyOf(rest, place), Arrays.copyOfRange(source, from, to)),
                Arrays.copyOfRange(rest, place, rest.length));
    }

    private static byte[] swapped(byte[] source, int at) {
        byte[] swapped = source.clone();
        int next = (at + 1) % source.length;
        swapped[at] = source[next];
        swapped[next] = source[at];
        return swapped;
    }

    private static byte[] changed(byte[] source, int at, int value) {
        byte[] changed = source.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(one);
        joined.writeBytes(other);
        return joined.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
