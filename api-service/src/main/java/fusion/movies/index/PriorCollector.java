package fusion.movies.index;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.FilterCollector;
import org.apache.lucene.search.FilterLeafCollector;
import org.apache.lucene.search.FilterScorable;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/** Adds its {@link Prior} to the score of each movie. */
final class PriorCollector extends FilterCollector {

    PriorCollector(Collector in) {
        super(in);
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext segment) throws IOException {
        return new Leaf(in.getLeafCollector(segment), DocValues.getNumeric(segment.reader(), RelevanceFields.PRIOR));
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE;
    }

    private static final class Leaf extends FilterLeafCollector {

        private final NumericDocValues priors;
        private int document;

        Leaf(LeafCollector in, NumericDocValues priors) {
            super(in);
            this.priors = priors;
        }

        @Override
        public void setScorer(Scorable scorer) throws IOException {
            super.setScorer(new FilterScorable(scorer) {
                @Override
                public float score() throws IOException {
                    priors.advanceExact(document);
                    return in.score() + priors.longValue() / Prior.UNIT;
                }
            });
        }

        @Override
        public void collect(int document) throws IOException {
            this.document = document;
            in.collect(document);
        }
    }
}
