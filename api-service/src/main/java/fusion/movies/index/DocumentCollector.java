package fusion.movies.index;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/** Takes the numbers of the documents found. There is one segment, so these are the whole index's. */
@FunctionalInterface
interface DocumentCollector extends Collector, LeafCollector {

    @Override
    default LeafCollector getLeafCollector(LeafReaderContext segment) {
        return this;
    }

    @Override
    default ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    default void setScorer(Scorable scorer) {
        // Every document counts alike.
    }
}
