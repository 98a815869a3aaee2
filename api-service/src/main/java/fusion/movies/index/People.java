package fusion.movies.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;

/** The people of all casts: an index of their own, a document for each, those of most movies first. */
final class People implements Closeable {

    static final String KEY = "key";
    static final String MOVIES = "movies";
    /** Separated by {@link Keys#SEPARATOR}, most frequent first. */
    static final String SPELLINGS = "spellings";
    /** From each word's beginning to the name's end; and the first characters of these, up to {@link #SHORT}. */
    static final String START = "start";

    static final String SHORT_START = "short";
    static final int SHORT = 3;
    /** {@link Words} of the name: one by itself, all in the order of the alphabet, all without space. */
    static final String WORD = "word";

    static final String BAG = "bag";
    static final String JOINED = "joined";

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final LeafReader index;

    People(Directory directory) throws IOException {
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        index = Segments.only(reader);
    }

    List<Count> beginningWith(String prefix, int limit) throws IOException {
        var folded = Folding.fold(prefix);
        if (folded.isEmpty()) {
            return List.of();
        }
        var query = folded.codePointCount(0, folded.length()) <= SHORT
                ? new TermQuery(new Term(SHORT_START, folded))
                : new PrefixQuery(new Term(START, Keys.start(folded, PeopleBuilder.START_CHARACTERS)));
        return first(new ConstantScoreQuery(query), limit);
    }

    /** Whose name a search text may mean: all of it, some of its words, or a misspelling of all of it. */
    List<Count> meantBy(Words text, int limit) throws IOException {
        if (text.isEmpty()) {
            return List.of();
        }
        var words = new BooleanQuery.Builder();
        text.mapped().stream()
                .distinct()
                .limit(Relevance.MOST_WORDS)
                .forEach(word -> words.add(term(WORD, word), Occur.FILTER));
        var meant = first(
                new DisjunctionMaxQuery(
                        List.of(
                                scored(2, term(BAG, text.bag())),
                                scored(2, term(JOINED, String.join("", text.raw()))),
                                scored(1, words.build())),
                        0),
                limit);
        return meant;
    }

    Optional<String[]> spellings(String key) throws IOException {
        var found = searcher.search(term(KEY, key), 1).scoreDocs;
        if (found.length == 0) {
            return Optional.empty();
        }
        return Optional.of(spellings(found[0].doc));
    }

    private List<Count> first(Query query, int limit) throws IOException {
        var people = new ArrayList<Count>();
        for (var hit : searcher.search(query, limit).scoreDocs) {
            var movies = index.getNumericDocValues(MOVIES);
            movies.advanceExact(hit.doc);
            people.add(new Count(spellings(hit.doc)[0], movies.longValue()));
        }
        return people;
    }

    private String[] spellings(int document) throws IOException {
        var spellings = index.getBinaryDocValues(SPELLINGS);
        spellings.advanceExact(document);
        return spellings.binaryValue().utf8ToString().split(String.valueOf(Keys.SEPARATOR));
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, Keys.bounded(value)));
    }

    private static Query scored(float score, Query query) {
        return new BoostQuery(new ConstantScoreQuery(query), score);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
