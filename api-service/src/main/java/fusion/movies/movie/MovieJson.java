package fusion.movies.movie;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A movie as JSON in UTF-8, serialized once in the format of /api/v1. Each other {@link Shape} is cut from it by the
 * offsets at which its values end.
 *
 * <p>Stored form: id (8 bytes), the offsets (4 bytes each), the JSON.
 */
public final class MovieJson {

    /** The offset at which a value of the JSON ends; {@link #START} and {@link #END} are those of the whole. */
    enum Place {
        ID,
        TITLE,
        YEAR,
        CAST,
        GENRES,
        EXTRACT,
        /** Of the thumbnail; this and the next equal {@link #THUMBNAIL} if there is none. */
        URL,
        WIDTH,
        THUMBNAIL,
        START,
        END
    }

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private static final int STORED_PLACES = Place.START.ordinal();
    private static final int HEADER = Long.BYTES + STORED_PLACES * Integer.BYTES;
    private static final String ARTICLES = "https://en.wikipedia.org/wiki/";

    private final byte[] bytes;
    private final int header;
    private final int end;

    private MovieJson(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.header = start;
        this.end = start + length;
    }

    public static MovieJson of(JsonMapper json, Movie movie) {
        byte[] bytes = new Writing(json).write(movie);
        return new MovieJson(bytes, 0, bytes.length);
    }

    /** Reads what {@link #stored} returned, at an offset of an array that must not change while the movie is in use. */
    public static MovieJson ofStored(byte[] bytes, int start, int length) {
        return new MovieJson(bytes, start, length);
    }

    /** Its bytes, if it was created by {@link #of}. */
    public byte[] stored() {
        return bytes;
    }

    /** A copy that does not depend on the array. */
    public MovieJson copy() {
        byte[] copy = Arrays.copyOfRange(bytes, header, end);
        return new MovieJson(copy, 0, copy.length);
    }

    public long id() {
        return (long) LONG.get(bytes, header);
    }

    /** The number of bytes in a response. */
    public int length(Shape shape) {
        return shape.length(this);
    }

    /** Copies its {@link #length} bytes into the target, and returns where they end. */
    public int copy(Shape shape, byte[] target, int start) {
        return shape.copy(this, target, start);
    }

    public void writeTo(OutputStream out, Shape shape) throws IOException {
        if (shape == Shape.RESOURCE) {
            out.write(bytes, header + HEADER, end - header - HEADER);
        } else {
            byte[] cut = new byte[length(shape)];
            copy(shape, cut, 0);
            out.write(cut);
        }
    }

    int place(Place place) {
        return switch (place) {
            case START -> 0;
            case END -> end - header - HEADER;
            default -> (int) INT.get(bytes, header + Long.BYTES + Integer.BYTES * place.ordinal());
        };
    }

    boolean hasThumbnail() {
        return place(Place.URL) != place(Place.THUMBNAIL);
    }

    int copy(int from, int to, byte[] target, int start) {
        System.arraycopy(bytes, header + HEADER + from, target, start, to - from);
        return start + to - from;
    }

    private static final class Writing {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        private final int[] places = new int[STORED_PLACES];
        private final JsonGenerator json;

        private Writing(JsonMapper mapper) {
            bytes.writeBytes(new byte[HEADER]);
            json = mapper.createGenerator(bytes);
        }

        private byte[] write(Movie movie) {
            json.writeStartObject();
            long id = Objects.requireNonNull(movie.id());
            json.writeNumberProperty("id", id);
            end(Place.ID);
            json.writeStringProperty("title", movie.title());
            end(Place.TITLE);
            number("year", movie.year());
            end(Place.YEAR);
            texts("cast", movie.cast());
            end(Place.CAST);
            texts("genres", movie.genres());
            end(Place.GENRES);
            json.writeStringProperty("extract", movie.extract());
            end(Place.EXTRACT);
            thumbnail(movie);
            json.writeStringProperty("article", movie.href() == null ? null : ARTICLES + movie.href());
            json.writeEndObject();
            json.close();
            byte[] stored = bytes.toByteArray();
            ByteBuffer head = ByteBuffer.wrap(stored).putLong(id);
            for (int place : places) {
                head.putInt(place);
            }
            return stored;
        }

        private void thumbnail(Movie movie) {
            if (movie.thumbnail() == null) {
                json.writeNullProperty("thumbnail");
                end(Place.URL);
                end(Place.WIDTH);
            } else {
                json.writeObjectPropertyStart("thumbnail");
                json.writeStringProperty("url", movie.thumbnail());
                end(Place.URL);
                number("width", movie.thumbnailWidth());
                end(Place.WIDTH);
                number("height", movie.thumbnailHeight());
                json.writeEndObject();
            }
            end(Place.THUMBNAIL);
        }

        private void end(Place place) {
            places[place.ordinal()] = bytes.size() - HEADER + json.streamWriteOutputBuffered();
        }

        private void number(String name, @Nullable Long number) {
            json.writeName(name);
            if (number == null) {
                json.writeNull();
            } else {
                json.writeNumber(number);
            }
        }

        private void texts(String name, @Nullable List<String> texts) {
            json.writeName(name);
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
