package fusion.movies.http;

import fusion.movies.film.FilmJson;
import fusion.movies.film.FilmJson.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Films with commas between them, a head before and a tail behind, gathered into pieces that are worth a system call. */
class FilmBuffer {

    static final int PIECE = 32 * 1024;

    private final OutputStream out;
    private byte[] piece;
    private int used;
    private boolean begun;

    /** @param expected the bytes to come; it grows if there are more */
    FilmBuffer(OutputStream out, int expected) {
        this.out = out;
        this.piece = new byte[Math.min(expected, PIECE)];
    }

    /** A head or a tail. */
    void text(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, piece, used, bytes.length);
        used += bytes.length;
    }

    void film(FilmJson film, Shape shape) throws IOException {
        makeRoom(film.length(shape) + (begun ? 1 : 0));
        if (begun) {
            piece[used++] = ',';
        }
        begun = true;
        used = film.copy(shape, piece, used);
    }

    void flush() throws IOException {
        out.write(piece, 0, used);
        used = 0;
    }

    private void makeRoom(int length) throws IOException {
        if (used + length <= piece.length) {
            return;
        }
        if (used + length > PIECE) {
            flush();
        }
        if (used + length > piece.length) {
            piece = Arrays.copyOf(piece, Math.max(used + length, Math.min(2 * piece.length, PIECE)));
        }
    }
}
