package fusion.movies.index;

import fusion.movies.movie.MovieJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopScoreDocCollector;
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
        Words words = Words.of(asked.text());
        Query asWritten = Relevance.of(asked.text(), words, segment.reader());
        Found found = find(filtered(asWritten));
        if (isMeant(found, asWritten)) {
            return found.result(Optional.empty(), people.meantBy(words, PEOPLE_MEANT));
        }
        for (Query stage : Typos.stages(words)) {
            Query corrected = segment.searcher().rewrite(stage);
            Found hits = find(filtered(corrected));
            if (isMeant(hits, corrected)) {
                Optional<String> suggestion = suggestion(words, corrected);
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
        TopScoreDocCollector best = new TopScoreDocCollectorManager(1, null, Integer.MAX_VALUE).newCollector();
        segment.collect(corrected, new PriorCollector(best));
        int document = best.topDocs().scoreDocs[0].doc;
        SortedDocValues title = DocValues.getSorted(segment.reader(), Fields.TITLE_ORDER);
        title.advanceExact(document);
        List<String> names = new ArrayList<>();
        SortedSetDocValues cast = DocValues.getSortedSet(segment.reader(), Fields.CAST);
        if (cast.advanceExact(document)) {
            for (int left = cast.docValueCount(); left > 0; left--) {
                names.add(cast.lookupOrd(cast.nextOrd()).utf8ToString());
            }
        }
        return Suggestion.of(words, title.lookupOrd(title.ordValue()).utf8ToString(), names);
    }

    private Found find(Query query) throws IOException {
        FoundMovies found = new FoundMovies(segment.reader());
        TopDocsCollector<?> page = Paging.collector(asked, segment.reader());
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
            int size = Math.min(hits.length, asked.limit());
            MovieJson[] page = new StoredJson(segment.reader())
                    .copies(Arrays.stream(hits)
                            .limit(size)
                            .mapToInt(hit -> hit.doc)
                            .toArray());
            Map<Facet, List<Count>> counts = new EnumMap<>(Facet.class);
            for (Facet facet : asked.facets()) {
                counts.put(facet, facetValues.count(facet, movies.documents()));
            }
            Optional<Cursor> next = hits.length > size
                    ? Optional.of(Paging.end(asked.sort(), hits[size - 1], page[size - 1].id()))
                    : Optional.empty();
            return new SearchResult(List.of(page), total, counts, next, didYouMean, people);
        }
    }
}
