package fusion.movies.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;

/** The people of all casts: an index of their own, a document for each, those of most movies first. */
final class People implements Closeable {

    /** {@link Keys#ofName}. */
    static final String KEY = "key";

    static final String MOVIES = "movies";
    /** Separated by {@link Keys#SEPARATOR}, most frequent first. */
    static final String SPELLINGS = "spellings";
    /** From each word's beginning to the name's end; and the first characters of these, up to {@link #SHORT}. */
    static final String START = "start";

    static final String SHORT_START = "short";
    static final int SHORT = 3;
    /** {@link Words} of the name: one by itself, all in the order of the alphabet, all or neighbours without space. */
    static final String WORD = "word";

    static final String BAG = "bag";
    static final String JOINED = "joined";

    private final DirectoryReader reader;
    private final Segment segment;

    People(Directory directory) throws IOException {
        reader = DirectoryReader.open(directory);
        segment = Segment.of(reader);
    }

    List<Count> beginningWith(String prefix, int limit) throws IOException {
        String folded = Folding.fold(prefix);
        if (folded.isEmpty()) {
            return List.of();
        }
        Query query = folded.codePointCount(0, folded.length()) <= SHORT
                ? new TermQuery(new Term(SHORT_START, folded))
                : new PrefixQuery(new Term(START, Keys.start(folded, PeopleBuilder.START_CHARACTERS)));
        return first(new ConstantScoreQuery(query), limit);
    }

    /** Whose whole name a search text is, in any order of its words, and then those whose name has all its words. */
    List<Count> meantBy(Words text, int limit) throws IOException {
        if (text.isEmpty() || text.size() > Relevance.MOST_WORDS) {
            return List.of();
        }
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        text.mapped().stream().distinct().forEach(word -> words.add(term(WORD, word), Occur.FILTER));
        return first(
                new DisjunctionMaxQuery(
                        List.of(
                                scored(2, term(BAG, text.bag())),
                                scored(2, term(JOINED, String.join("", text.raw()))),
                                scored(1, words.build())),
                        0),
                limit);
    }

    /** Most frequent first; none where no person has the name. */
    List<String> spellings(String key) throws IOException {
        PostingsEnum person = segment.reader().postings(new Term(KEY, key));
        return person == null ? List.of() : spellings(person.nextDoc());
    }

    private List<Count> first(Query query, int limit) throws IOException {
        List<Count> people = new ArrayList<>();
        for (ScoreDoc hit : segment.searcher().search(query, limit).scoreDocs) {
            people.add(new Count(spellings(hit.doc).getFirst(), segment.number(MOVIES, hit.doc)));
        }
        return people;
    }

    private List<String> spellings(int document) throws IOException {
        BinaryDocValues spellings = segment.reader().getBinaryDocValues(SPELLINGS);
        spellings.advanceExact(document);
        return List.of(spellings.binaryValue().utf8ToString().split(String.valueOf(Keys.SEPARATOR)));
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
