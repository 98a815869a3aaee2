package fusion.movies.http;

import fusion.movies.film.FilmJson;
import fusion.movies.film.FilmJson.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Gathers films into pieces that are worth a system call. */
class FilmBuffer {

    static final int PIECE = 32 * 1024;

    private final OutputStream out;
    private byte[] piece;
    private int used;

    /** @param expected the bytes to come; it grows if there are more */
    FilmBuffer(OutputStream out, int expected) {
        this.out = out;
        this.piece = new byte[Math.min(expected, PIECE)];
    }

    void bytes(byte[] bytes) throws IOException {
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, piece, used, bytes.length);
        used += bytes.length;
    }

    void film(FilmJson film, Shape shape) throws IOException {
        makeRoom(film.length(shape));
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
