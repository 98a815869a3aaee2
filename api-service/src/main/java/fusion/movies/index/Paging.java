package fusion.movies.index;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;

/** Collects the movies of one page: those behind a cursor, in the order of a {@link Sort}. */
final class Paging {

    private static final int CURSOR_CHARACTERS = 200;

    private Paging() {}

    /** One more than the page has tells whether there is a next one. */
    static TopDocsCollector<?> collector(MovieQuery query, LeafReader index) throws IOException {
        int size = query.limit() + 1;
        Cursor after = query.after().orElse(null);
        return switch (query.sort()) {
            case RELEVANCE ->
                new TopScoreDocCollectorManager(
                                size, after == null ? null : afterScore(after, index), Integer.MAX_VALUE)
                        .newCollector();
            default ->
                new TopFieldCollectorManager(
                                order(query.sort()),
                                size,
                                after == null ? null : afterFields(after, query.sort(), index),
                                1)
                        .newCollector();
        };
    }

    static Cursor end(Sort sort, ScoreDoc last, long id) {
        return switch (sort) {
            case RELEVANCE -> new Cursor(Integer.toString(Float.floatToIntBits(last.score)), id);
            case YEAR, YEAR_DESCENDING -> {
                Object[] fields = ((FieldDoc) last).fields;
                yield new Cursor(fields[0] + " " + fields[1], id);
            }
            case TITLE, TITLE_DESCENDING -> {
                String title = ((BytesRef) ((FieldDoc) last).fields[0]).utf8ToString();
                yield new Cursor(Keys.start(title, CURSOR_CHARACTERS), id);
            }
        };
    }

    private static org.apache.lucene.search.Sort order(Sort sort) {
        return switch (sort) {
            case RELEVANCE -> throw new IllegalArgumentException("Relevance is no order of fields.");
            case YEAR -> Fields.ORDER;
            case YEAR_DESCENDING ->
                new org.apache.lucene.search.Sort(
                        new SortField(Fields.YEAR, SortField.Type.LONG, true, Long.MIN_VALUE),
                        new SortField(Fields.POSITION, SortField.Type.LONG, true, Long.MAX_VALUE),
                        new SortField(Fields.ID, SortField.Type.LONG, true));
            case TITLE, TITLE_DESCENDING -> {
                boolean reverse = sort == Sort.TITLE_DESCENDING;
                yield new org.apache.lucene.search.Sort(
                        new SortField(Fields.TITLE_ORDER, SortField.Type.STRING, reverse),
                        new SortField(Fields.ID, SortField.Type.LONG, reverse));
            }
        };
    }

    private static ScoreDoc afterScore(Cursor cursor, LeafReader index) throws IOException {
        return new ScoreDoc(document(cursor.id(), index), Float.intBitsToFloat(Integer.parseInt(cursor.value())));
    }

    private static FieldDoc afterFields(Cursor cursor, Sort sort, LeafReader index) throws IOException {
        Object[] fields = switch (sort) {
            case TITLE, TITLE_DESCENDING -> new Object[] {new BytesRef(title(cursor, index)), cursor.id()};
            default -> {
                String[] numbers = cursor.value().split(" ");
                yield new Object[] {Long.valueOf(numbers[0]), Long.valueOf(numbers[1]), cursor.id()};
            }
        };
        // The document number decides between movies that are equal in all fields; the id is one of them.
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, fields);
    }

    /** A long title is cut in the cursor; as long as the movie is there, it is read from there. */
    private static String title(Cursor cursor, LeafReader index) throws IOException {
        int document = document(cursor.id(), index);
        SortedDocValues titles = index.getSortedDocValues(Fields.TITLE_ORDER);
        if (document >= 0 && titles.advanceExact(document)) {
            String title = titles.lookupOrd(titles.ordValue()).utf8ToString();
            if (Keys.start(title, CURSOR_CHARACTERS).equals(cursor.value())) {
                return title;
            }
        }
        return cursor.value();
    }

    /** The number of a movie's document, -1 where there is none. */
    static int document(long id, LeafReader index) throws IOException {
        PostingsEnum postings = index.postings(new Term(Fields.ID, Keys.ofNumber(id)));
        if (postings == null) {
            return -1;
        }
        int document = postings.nextDoc();
        return document == DocIdSetIterator.NO_MORE_DOCS ? -1 : document;
    }
}
