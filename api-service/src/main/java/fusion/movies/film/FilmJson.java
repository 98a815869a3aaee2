package fusion.movies.film;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A film as JSON, in UTF-8, written once for every route: as /api/v1 has it, and by knowing where each value stands in
 * that also as the old routes do.
 */
public final class FilmJson {

    /** In what shape a film is answered. */
    public enum Shape {
        /** As /api/v1 has it: an object with a thumbnail and the article's address. */
        RESOURCE,
        /** As the old API's clients know it: the columns' names, in alphabetical order. */
        OLD
    }

    /** In the order of {@link #OLD_NAMES}. */
    private enum Value {
        CAST,
        EXTRACT,
        GENRES,
        ID,
        THUMBNAIL,
        HEIGHT,
        WIDTH,
        TITLE,
        YEAR
    }

    private static final byte[][] OLD_NAMES = names(
            "{\"cast_list\":",
            ",\"extract\":",
            ",\"genres\":",
            ",\"id\":",
            ",\"thumbnail\":",
            ",\"thumbnail_height\":",
            ",\"thumbnail_width\":",
            ",\"title\":",
            ",\"year\":");

    private static final int OLD_NAMES_LENGTH =
            Arrays.stream(OLD_NAMES).mapToInt(name -> name.length).sum() + 1;

    /** The objects around the bytes, as a 64-bit JVM lays them out. */
    private static final int OVERHEAD = 130;

    private final long id;
    private final byte[] resource;
    /** Of each {@link Value} its first byte in the resource, and the one behind its last. */
    private final int[] places;

    private FilmJson(long id, byte[] resource, int[] places) {
        this.id = id;
        this.resource = resource;
        this.places = places;
    }

    /** The values are as the table has them; each but the id may be null. */
    public static FilmJson of(
            JsonMapper json,
            long id,
            String title,
            Long year,
            List<String> cast,
            List<String> genres,
            String extract,
            String thumbnail,
            Long width,
            Long height,
            String article) {
        var film = new Writing(json);
        film.json.writeStartObject();
        film.value("id", Value.ID, () -> film.json.writeNumber(id));
        film.value("title", Value.TITLE, () -> film.json.writeString(title));
        film.value("year", Value.YEAR, () -> film.number(year));
        film.value("cast", Value.CAST, () -> film.texts(cast));
        film.value("genres", Value.GENRES, () -> film.texts(genres));
        film.value("extract", Value.EXTRACT, () -> film.json.writeString(extract));
        if (thumbnail == null) {
            film.value("thumbnail", Value.THUMBNAIL, film.json::writeNull);
            film.sameAs(Value.THUMBNAIL, Value.WIDTH, Value.HEIGHT);
        } else {
            film.json.writeName("thumbnail");
            film.json.writeStartObject();
            film.value("url", Value.THUMBNAIL, () -> film.json.writeString(thumbnail));
            film.value("width", Value.WIDTH, () -> film.number(width));
            film.value("height", Value.HEIGHT, () -> film.number(height));
            film.json.writeEndObject();
        }
        film.json.writeName("article");
        film.json.writeString(article);
        film.json.writeEndObject();
        film.json.close();
        return new FilmJson(id, film.bytes.toByteArray(), film.places);
    }

    public long id() {
        return id;
    }

    /** The bytes that it takes in memory. */
    public int weight() {
        return resource.length + OVERHEAD;
    }

    /** The bytes that it takes in an answer. */
    public int length(Shape shape) {
        if (shape == Shape.RESOURCE) {
            return resource.length;
        }
        var length = OLD_NAMES_LENGTH;
        for (var place = 0; place < places.length; place += 2) {
            length += places[place + 1] - places[place];
        }
        return length;
    }

    /** Writes its {@link #length} bytes into the target, and returns where they end. */
    public int copy(Shape shape, byte[] target, int start) {
        if (shape == Shape.RESOURCE) {
            return append(resource, 0, resource.length, target, start);
        }
        var end = start;
        for (var value = 0; value < OLD_NAMES.length; value++) {
            end = append(OLD_NAMES[value], 0, OLD_NAMES[value].length, target, end);
            end = append(resource, places[2 * value], places[2 * value + 1], target, end);
        }
        target[end] = '}';
        return end + 1;
    }

    private static int append(byte[] source, int from, int to, byte[] target, int start) {
        System.arraycopy(source, from, target, start, to - from);
        return start + to - from;
    }

    private static byte[][] names(String... names) {
        return Arrays.stream(names)
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    private static final class Writing {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private final int[] places = new int[2 * Value.values().length];
        private final JsonGenerator json;

        private Writing(JsonMapper mapper) {
            json = mapper.createGenerator(bytes);
        }

        private void value(String name, Value value, Runnable write) {
            json.writeName(name);
            // The colon is written with the value.
            places[2 * value.ordinal()] = written() + 1;
            write.run();
            places[2 * value.ordinal() + 1] = written();
        }

        private void sameAs(Value value, Value... others) {
            for (var other : others) {
                System.arraycopy(places, 2 * value.ordinal(), places, 2 * other.ordinal(), 2);
            }
        }

        private int written() {
            return bytes.size() + json.streamWriteOutputBuffered();
        }

        private void number(Long number) {
            if (number == null) {
                json.writeNull();
            } else {
                json.writeNumber(number);
            }
        }

        private void texts(List<String> texts) {
            if (texts == null) {
                json.writeNull();
                return;
            }
            json.writeStartArray();
            texts.forEach(json::writeString);
            json.writeEndArray();
        }
    }
}
