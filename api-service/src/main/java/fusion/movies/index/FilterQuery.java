package fusion.movies.index;

import java.util.List;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSortSortedNumericDocValuesRangeQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** A {@link MovieFilter} as Lucene is asked. */
final class FilterQuery {

    private final BooleanQuery.Builder all = new BooleanQuery.Builder();
    private @Nullable Query last;
    private int clauses;

    private FilterQuery() {}

    static Query of(MovieFilter filter, LeafReader index) {
        FilterQuery query = new FilterQuery();
        filter.titles().forEach(part -> query.add(Grams.containing(part, index)));
        filter.cast().forEach(name -> query.add(named(Fields.CAST, name)));
        if (filter.anyGenre()) {
            query.addAny(filter.genres().stream()
                    .map(genre -> named(Fields.GENRE, genre))
                    .toList());
        } else {
            filter.genres().forEach(genre -> query.add(named(Fields.GENRE, genre)));
        }
        query.addAny(filter.years().stream().map(year -> years(year, year)).toList());
        if (filter.yearFrom() != null || filter.yearTo() != null) {
            query.add(years(
                    filter.yearFrom() == null ? Long.MIN_VALUE : filter.yearFrom(),
                    filter.yearTo() == null ? Long.MAX_VALUE : filter.yearTo()));
        }
        if (!filter.ids().isEmpty()) {
            query.add(new TermInSetQuery(
                    Fields.ID, filter.ids().stream().map(Keys::ofNumber).toList()));
        }
        return query.build();
    }

    static Query named(String field, String name) {
        return new TermQuery(new Term(field, Keys.ofName(name)));
    }

    /** The documents are sorted by year, so this is one stretch of them, found by binary search. */
    private static Query years(long from, long to) {
        return new IndexSortSortedNumericDocValuesRangeQuery(
                Fields.YEAR, from, to, NumericDocValuesField.newSlowRangeQuery(Fields.YEAR, from, to));
    }

    private void add(Query query) {
        all.add(query, Occur.FILTER);
        last = query;
        clauses++;
    }

    private void addAny(List<Query> queries) {
        if (queries.size() == 1) {
            add(queries.getFirst());
        } else if (!queries.isEmpty()) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            queries.forEach(query -> any.add(query, Occur.SHOULD));
            add(any.build());
        }
    }

    private Query build() {
        if (last == null) {
            return MatchAllDocsQuery.INSTANCE;
        }
        return clauses == 1 ? last : all.build();
    }
}
