package fusion.movies.index;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** The documents found, a bit each: their number, and how many are in another set, cost a walk over words instead of documents. */
final class FoundMovies implements DocumentCollector {

    private final FixedBitSet documents;

    FoundMovies(LeafReader index) {
        documents = new FixedBitSet(index.maxDoc());
    }

    @Override
    public void collect(int document) {
        documents.set(document);
    }

    @Override
    public void collectRange(int from, int to) {
        documents.set(from, to);
    }

    long total() {
        return documents.cardinality();
    }

    FixedBitSet documents() {
        return documents;
    }

    /** Gives them, in their order, to a collector that needs no scores. */
    void collectInto(Collector collector, LeafReaderContext segment) throws IOException {
        try {
            LeafCollector leaf = collector.getLeafCollector(segment);
            leaf.setScorer(null);
            BitSetIterator each = new BitSetIterator(documents, 0);
            for (int document = each.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = each.nextDoc()) {
                leaf.collect(document);
            }
        } catch (CollectionTerminatedException e) {
            // It has all that it needs: the rest comes later in its order.
        }
    }
}
