package fusion.movies.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;

/**
 * All genres.
 *
 * @param counts most movies first
 * @param names how a genre is spelt most often, by its key
 */
record Genres(List<Count> counts, Map<String, String> names) {

    static Genres of(LeafReader movies) throws IOException {
        var spellings = new HashMap<String, Count>();
        var terms = movies.terms(Fields.GENRE_SPELLING);
        if (terms != null) {
            var each = terms.iterator();
            for (var term = each.next(); term != null; term = each.next()) {
                var text = term.utf8ToString();
                var end = text.lastIndexOf(Keys.SEPARATOR);
                spellings.merge(
                        text.substring(0, end),
                        new Count(text.substring(end + 1), each.docFreq()),
                        (one, other) ->
                                Stream.of(one, other).min(FacetTable.MOST_FIRST).orElseThrow());
            }
        }
        var names = new HashMap<String, String>();
        var counts = new ArrayList<Count>();
        for (var spelling : spellings.entrySet()) {
            var name = spelling.getValue().name();
            names.put(spelling.getKey(), name);
            counts.add(new Count(name, movies.docFreq(new Term(Fields.GENRE, spelling.getKey()))));
        }
        counts.sort(FacetTable.MOST_FIRST);
        return new Genres(List.copyOf(counts), Map.copyOf(names));
    }
}
