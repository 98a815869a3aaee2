package fusion.movies.movie;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fusion.movies.movie.MovieJson.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The format of a movie in responses: which values of its {@link MovieJson}, in which order, under which names. */
public final class Shape {

    /** The fields that a sparse shape can have. */
    public static final List<String> FIELDS =
            List.of("id", "title", "year", "cast", "genres", "extract", "thumbnail", "article");

    /** The format of /api/v1. */
    public static final Shape RESOURCE = new Shape(List.of(new Piece("", Place.START, 0, Place.END, 0)), "");

    /** The format of the old routes: the columns' names, in alphabetical order. */
    public static final Shape OLD = new Shape(
            List.of(
                    value("{\"cast_list\":", Place.YEAR, ",\"cast\":", Place.CAST),
                    value(",\"extract\":", Place.GENRES, ",\"extract\":", Place.EXTRACT),
                    value(",\"genres\":", Place.CAST, ",\"genres\":", Place.GENRES),
                    value(",\"id\":", Place.START, "{\"id\":", Place.ID),
                    value(",\"thumbnail\":", Place.EXTRACT, ",\"thumbnail\":{\"url\":", Place.URL),
                    new Piece(",\"thumbnail_height\":", Place.WIDTH, ",\"height\":".length(), Place.THUMBNAIL, 1),
                    value(",\"thumbnail_width\":", Place.URL, ",\"width\":", Place.WIDTH),
                    value(",\"title\":", Place.ID, ",\"title\":", Place.TITLE),
                    value(",\"year\":", Place.TITLE, ",\"year\":", Place.YEAR)),
            "}");

    private static final byte[] NULL = "null".getBytes(US_ASCII);

    private final Piece[] pieces;
    private final byte[] closing;
    /** The bytes common to all movies. */
    private final int fixed;

    private Shape(List<Piece> pieces, String closing) {
        this.pieces = pieces.toArray(Piece[]::new);
        this.closing = closing.getBytes(US_ASCII);
        this.fixed =
                Arrays.stream(this.pieces).mapToInt(piece -> piece.name.length).sum() + this.closing.length;
    }

    /**
     * Some fields of {@link #RESOURCE}, in its order; the id always.
     *
     * @throws IllegalArgumentException if one is not in {@link #FIELDS}
     */
    public static Shape of(Set<String> fields) {
        if (!FIELDS.containsAll(fields)) {
            throw new IllegalArgumentException("Not all of %s are among the fields %s.".formatted(fields, FIELDS));
        }
        List<Place> ends = List.of(
                Place.ID, Place.TITLE, Place.YEAR, Place.CAST, Place.GENRES, Place.EXTRACT, Place.THUMBNAIL, Place.END);
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece("", Place.START, 0, Place.ID, 0));
        for (int field = 1; field < ends.size(); field++) {
            if (fields.contains(FIELDS.get(field))) {
                // From the end of the previous value, so that it includes the field's name.
                Place end = ends.get(field);
                pieces.add(new Piece("", ends.get(field - 1), 0, end, end == Place.END ? 1 : 0));
            }
        }
        return new Shape(pieces, "}");
    }

    int length(MovieJson movie) {
        int length = fixed;
        for (Piece piece : pieces) {
            length += piece.isNullOf(movie) ? NULL.length : piece.end(movie) - piece.start(movie);
        }
        return length;
    }

    int copy(MovieJson movie, byte[] target, int start) {
        int end = start;
        for (Piece piece : pieces) {
            end = append(piece.name, target, end);
            end = piece.isNullOf(movie)
                    ? append(NULL, target, end)
                    : movie.copy(piece.start(movie), piece.end(movie), target, end);
        }
        return append(closing, target, end);
    }

    private static int append(byte[] source, byte[] target, int start) {
        System.arraycopy(source, 0, target, start, source.length);
        return start + source.length;
    }

    /** A value by itself, under another name. */
    private static Piece value(String name, Place before, String nameInResource, Place end) {
        return new Piece(name, before, nameInResource.length(), end, 0);
    }

    /** Literal bytes, then those of the movie between two offsets, each adjusted by a constant. */
    private record Piece(byte[] name, Place from, int skipped, Place to, int left, boolean ofThumbnail) {

        Piece(String name, Place from, int skipped, Place to, int left) {
            this(
                    name.getBytes(US_ASCII),
                    from,
                    skipped,
                    to,
                    left,
                    from == Place.URL || from == Place.WIDTH || to == Place.URL);
        }

        boolean isNullOf(MovieJson movie) {
            return ofThumbnail && !movie.hasThumbnail();
        }

        int start(MovieJson movie) {
            return movie.place(from) + skipped;
        }

        int end(MovieJson movie) {
            return movie.place(to) - left;
        }
    }
}
