package fusion.movies.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** Counts in how many of the movies collected each value of a field is. */
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
            for (var left = values.docValueCount(); left > 0; left--) {
                counts[(int) values.nextOrd()]++;
            }
        }
    }

    List<Count> genres(Genres genres) throws IOException {
        return byMovies(key -> genres.names().get(key));
    }

    /** In order of time, which is the order of the values. */
    List<Count> decades() throws IOException {
        return counts(decade -> NumericUtils.sortableBytesToLong(decade.bytes, decade.offset) + "s");
    }

    /** Most movies first. */
    List<Count> byMovies(Function<String, String> name) throws IOException {
        var found = counts(value -> name.apply(value.utf8ToString()));
        found.sort(MOST_FIRST);
        return found;
    }

    private List<Count> counts(Function<BytesRef, String> name) throws IOException {
        var found = new ArrayList<Count>();
        for (var value = 0; value < counts.length; value++) {
            if (counts[value] > 0) {
                found.add(new Count(name.apply(values.lookupOrd(value)), counts[value]));
            }
        }
        return found;
    }
}
