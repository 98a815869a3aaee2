package fusion.movies.index;

import java.io.IOException;
import org.apache.lucene.search.DocIdStream;

/** Counts the documents found. */
final class TotalCollector implements DocumentCollector {

    private long total;

    long total() {
        return total;
    }

    @Override
    public void collect(int document) {
        total++;
    }

    @Override
    public void collectRange(int from, int to) {
        total += to - from;
    }

    @Override
    public void collect(DocIdStream documents) throws IOException {
        total += documents.count();
    }
}
