package fusion.movies.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;

/** Counts in how many of the movies collected each value of a field is, where the values are too many for {@link FacetValues}. */
final class FacetTable implements DocumentCollector {

    static final Comparator<Count> MOST_FIRST =
            Comparator.comparingLong(Count::movies).reversed().thenComparing(Count::name);

    private final SortedSetDocValues values;
    private final int[] counts;

    FacetTable(String field, LeafReader index) throws IOException {
        values = DocValues.getSortedSet(index, field);
        counts = new int[Math.toIntExact(values.getValueCount())];
    }

    @Override
    public void collect(int document) throws IOException {
        if (values.advanceExact(document)) {
            for (int left = values.docValueCount(); left > 0; left--) {
                counts[(int) values.nextOrd()]++;
            }
        }
    }

    /** Most movies first. */
    List<Count> counts() throws IOException {
        List<Count> found = new ArrayList<>();
        for (int value = 0; value < counts.length; value++) {
            if (counts[value] > 0) {
                found.add(new Count(values.lookupOrd(value).utf8ToString(), counts[value]));
            }
        }
        found.sort(MOST_FIRST);
        return found;
    }
}
