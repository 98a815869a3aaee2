package fusion.movies.index;

import fusion.movies.movie.MovieJson;
import fusion.movies.movie.Shape;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.RoaringDocIdSet;

/** A list of movies as a compressed set of documents: these stand in the list's order. */
record DocumentList(RoaringDocIdSet documents, LeafReader index) implements MovieList {

    private static final int PIECE = 32 * 1024;

    @Override
    public int size() {
        return documents.cardinality();
    }

    @Override
    public void writeTo(OutputStream out, Shape shape) throws IOException {
        byte[] piece = new byte[PIECE];
        piece[0] = '[';
        int end = 1;
        boolean first = true;
        StoredJson json = new StoredJson(index);
        DocIdSetIterator each = documents.iterator();
        if (each != null) {
            for (int document = each.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = each.nextDoc()) {
                MovieJson movie = json.at(document);
                int needed = end + movie.length(shape) + 2;
                if (needed > piece.length) {
                    out.write(piece, 0, end);
                    piece = needed - end > piece.length ? new byte[needed - end] : piece;
                    end = 0;
                }
                if (!first) {
                    piece[end++] = ',';
                }
                first = false;
                end = movie.copy(shape, piece, end);
            }
        }
        piece[end++] = ']';
        out.write(piece, 0, end);
    }
}
