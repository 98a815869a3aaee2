package fusion.movies.index;

import fusion.movies.movie.MovieJson;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BytesRef;

/**
 * The movies' JSON, uncompressed in memory-mapped doc values. Each reader of these has a buffer as long as the longest value, so the few movies that
 * are longer than {@link #LONGEST} are in stored fields instead, which are slower to read.
 */
final class StoredJson {

    private static final String JSON = "json";
    private static final int LONGEST = 16 * 1024;
    private static final BytesRef ELSEWHERE = new BytesRef();

    private final LeafReader index;
    private final BinaryDocValues values;

    StoredJson(LeafReader index) throws IOException {
        this.index = index;
        this.values = index.getBinaryDocValues(JSON);
    }

    static void add(MovieJson movie, Document document) {
        byte[] stored = movie.stored();
        if (stored.length <= LONGEST) {
            document.add(new BinaryDocValuesField(JSON, new BytesRef(stored)));
        } else {
            // A value for each document, so that they are found without looking which ones have one.
            document.add(new BinaryDocValuesField(JSON, ELSEWHERE));
            document.add(new StoredField(JSON, stored));
        }
    }

    /** Valid until the next call. Called for documents in their order. */
    MovieJson at(int document) throws IOException {
        values.advanceExact(document);
        BytesRef value = values.binaryValue();
        if (value.length == 0) {
            value = index.storedFields().document(document).getBinaryValue(JSON);
        }
        return MovieJson.ofStored(value.bytes, value.offset, value.length);
    }

    /** Documents in any order, each read once. */
    MovieJson[] copies(int[] documents) throws IOException {
        MovieJson[] movies = new MovieJson[documents.length];
        long[] places = new long[documents.length];
        for (int i = 0; i < documents.length; i++) {
            places[i] = (long) documents[i] << Integer.SIZE | i;
        }
        Arrays.sort(places);
        for (long place : places) {
            movies[(int) place] = at((int) (place >>> Integer.SIZE)).copy();
        }
        return movies;
    }
}
