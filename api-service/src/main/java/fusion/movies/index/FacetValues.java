package fusion.movies.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.NumericUtils;

/**
 * All genres and decades of an index, read once when it is opened. A genre's documents take four bytes each on the heap at most.
 *
 * @param genres most movies first
 * @param decades in order of time
 */
record FacetValues(List<FacetValue> genres, List<FacetValue> decades, List<Count> genreCounts) {

    static FacetValues of(LeafReader index) throws IOException {
        List<FacetValue> genres = new ArrayList<>();
        List<Count> counts = new ArrayList<>();
        for (Map.Entry<String, String> genre : genreNames(index).entrySet()) {
            Term term = new Term(Fields.GENRE, genre.getKey());
            int movies = index.docFreq(term);
            genres.add(genre(genre.getValue(), index.postings(term, PostingsEnum.NONE), movies, index.maxDoc()));
            counts.add(new Count(genre.getValue(), movies));
        }
        counts.sort(FacetTable.MOST_FIRST);
        return new FacetValues(List.copyOf(genres), decades(index), List.copyOf(counts));
    }

    List<Count> count(Facet facet, FixedBitSet documents) {
        return switch (facet) {
            case GENRE -> {
                List<Count> counts = count(genres, documents);
                counts.sort(FacetTable.MOST_FIRST);
                yield counts;
            }
            case DECADE -> count(decades, documents);
        };
    }

    private static List<Count> count(List<FacetValue> values, FixedBitSet documents) {
        List<Count> counts = new ArrayList<>();
        for (FacetValue value : values) {
            int movies = value.countIn(documents);
            if (movies > 0) {
                counts.add(new Count(value.name(), movies));
            }
        }
        return counts;
    }

    /** How each genre is spelt most often, by its key. */
    private static Map<String, String> genreNames(LeafReader index) throws IOException {
        Map<String, Count> spellings = new HashMap<>();
        Terms terms = index.terms(Fields.GENRE_SPELLING);
        if (terms != null) {
            TermsEnum each = terms.iterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                String text = term.utf8ToString();
                int end = text.lastIndexOf(Keys.SEPARATOR);
                spellings.merge(
                        text.substring(0, end),
                        new Count(text.substring(end + 1), each.docFreq()),
                        (one, other) ->
                                Stream.of(one, other).min(FacetTable.MOST_FIRST).orElseThrow());
            }
        }
        Map<String, String> names = new HashMap<>();
        spellings.forEach((key, spelling) -> names.put(key, spelling.name()));
        return names;
    }

    private static FacetValue genre(String name, PostingsEnum movies, int count, int documents) throws IOException {
        if (count > documents / Integer.SIZE) {
            FixedBitSet members = new FixedBitSet(documents);
            members.or(movies);
            return new FacetValue.Frequent(name, members);
        }
        int[] members = new int[count];
        int next = 0;
        for (int movie = movies.nextDoc(); movie != DocIdSetIterator.NO_MORE_DOCS; movie = movies.nextDoc()) {
            members[next++] = movie;
        }
        return new FacetValue.Rare(name, members);
    }

    /** The documents are sorted by year. */
    private static List<FacetValue> decades(LeafReader index) throws IOException {
        SortedDocValues years = DocValues.getSorted(index, Fields.DECADE);
        List<FacetValue> decades = new ArrayList<>();
        int from = years.nextDoc();
        while (from != DocIdSetIterator.NO_MORE_DOCS) {
            int decade = years.ordValue();
            int to = from;
            int next = from;
            while (next != DocIdSetIterator.NO_MORE_DOCS && years.ordValue() == decade) {
                to = next + 1;
                next = years.nextDoc();
            }
            BytesRef name = years.lookupOrd(decade);
            decades.add(
                    new FacetValue.Stretch(NumericUtils.sortableBytesToLong(name.bytes, name.offset) + "s", from, to));
            from = next;
        }
        return List.copyOf(decades);
    }
}
