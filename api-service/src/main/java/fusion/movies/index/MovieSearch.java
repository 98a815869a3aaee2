package fusion.movies.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/** Answers one {@link MovieQuery}: one walk over what is found, whose bits tell page, total and facets. */
final class MovieSearch {

    private static final int PEOPLE_MEANT = 5;

    private final Segment segment;
    private final FacetValues facetValues;
    private final People people;
    private final MovieQuery asked;
    private final Query filter;

    MovieSearch(Segment segment, FacetValues facetValues, People people, MovieQuery asked) {
        this.segment = segment;
        this.facetValues = facetValues;
        this.people = people;
        this.asked = asked;
        this.filter = FilterQuery.of(asked.filter(), segment.reader());
    }

    SearchResult result() throws IOException {
        if (asked.text() == null) {
            return find(filter).result(Optional.empty(), List.of());
        }
        var words = Words.of(asked.text());
        var asWritten = Relevance.of(asked.text(), words, segment.reader());
        var found = find(filtered(asWritten));
        if (isMeant(found, asWritten)) {
            return found.result(Optional.empty(), people.meantBy(words, PEOPLE_MEANT));
        }
        for (var stage : Typos.stages(words)) {
            var corrected = segment.searcher().rewrite(stage);
            var hits = find(filtered(corrected));
            if (isMeant(hits, corrected)) {
                var suggestion = suggestion(words, corrected);
                return hits.result(
                        suggestion, people.meantBy(suggestion.map(Words::of).orElse(words), PEOPLE_MEANT));
            }
        }
        return found.result(Optional.empty(), List.of());
    }

    /** Filters do not decide how a text is understood. */
    private boolean isMeant(Found found, Query text) throws IOException {
        return found.total > 0 || (isFiltered() && segment.has(text));
    }

    private boolean isFiltered() {
        return !(filter instanceof MatchAllDocsQuery);
    }

    private Query filtered(Query text) {
        return isFiltered()
                ? new BooleanQuery.Builder()
                        .add(text, Occur.MUST)
                        .add(filter, Occur.FILTER)
                        .build()
                : text;
    }

    /** By the best of all that was found, whatever the page and its order. */
    private Optional<String> suggestion(Words words, Query corrected) throws IOException {
        var best = new TopScoreDocCollectorManager(1, null, Integer.MAX_VALUE).newCollector();
        segment.collect(corrected, new PriorCollector(best));
        var document = best.topDocs().scoreDocs[0].doc;
        var title = DocValues.getSorted(segment.reader(), Fields.TITLE_ORDER);
        title.advanceExact(document);
        var names = new ArrayList<String>();
        var cast = DocValues.getSortedSet(segment.reader(), Fields.CAST);
        if (cast.advanceExact(document)) {
            for (var left = cast.docValueCount(); left > 0; left--) {
                names.add(cast.lookupOrd(cast.nextOrd()).utf8ToString());
            }
        }
        return Suggestion.of(words, title.lookupOrd(title.ordValue()).utf8ToString(), names);
    }

    private Found find(Query query) throws IOException {
        var found = new FoundMovies(segment.reader());
        var page = Paging.collector(asked, segment.reader());
        if (asked.sort() == Sort.RELEVANCE) {
            segment.collect(query, MultiCollector.wrap(found, new PriorCollector(page)));
        } else {
            segment.collect(query, found);
            found.collectInto(page, segment.reader().getContext());
        }
        return new Found(found, found.total(), page.topDocs().scoreDocs);
    }

    private final class Found {

        private final FoundMovies movies;
        private final long total;
        private final ScoreDoc[] hits;

        private Found(FoundMovies movies, long total, ScoreDoc[] hits) {
            this.movies = movies;
            this.total = total;
            this.hits = hits;
        }

        private SearchResult result(Optional<String> didYouMean, List<Count> people) throws IOException {
            var size = Math.min(hits.length, asked.limit());
            var page = new StoredJson(segment.reader())
                    .copies(Arrays.stream(hits)
                            .limit(size)
                            .mapToInt(hit -> hit.doc)
                            .toArray());
            var counts = new EnumMap<Facet, List<Count>>(Facet.class);
            for (var facet : asked.facets()) {
                counts.put(facet, facetValues.count(facet, movies.documents()));
            }
            Optional<Cursor> next = hits.length > size
                    ? Optional.of(Paging.end(asked.sort(), hits[size - 1], page[size - 1].id()))
                    : Optional.empty();
            return new SearchResult(List.of(page), total, counts, next, didYouMean, people);
        }
    }
}
