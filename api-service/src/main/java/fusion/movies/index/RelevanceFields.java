package fusion.movies.index;

import fusion.movies.movie.Movie;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;

/** The terms of title and cast that {@link Relevance} asks for. */
final class RelevanceFields {

    /** The title's words without space, raw and mapped; and the same without its article. */
    static final String KEY = "key";

    static final String KEY_WITHOUT_ARTICLE = "bare";
    /** The title's words in the order of the alphabet. */
    static final String BAG = "bag";
    /** The title's mapped words with their positions, behind {@link #START}. */
    static final String PHRASE = "phrase";

    static final String START = "^";
    /** Single words of the title, raw and mapped. */
    static final String WORD = "word";
    /** Two and three neighbouring words without space. */
    static final String JOINED = "joined";
    /** A name of the cast without spaces: of the first three, and of all. */
    static final String LEAD = "lead";

    static final String NAME = "name";
    /** The words of a name in the order of the alphabet; any two of them; one by itself. */
    static final String NAME_BAG = "name_bag";

    static final String NAME_PAIR = "name_pair";
    static final String NAME_WORD = "name_word";

    static final String PRIOR = "prior";

    private static final int LEADS = 3;
    /** A longer name gets no pairs. */
    private static final int MOST_WORDS_OF_NAME = 8;

    private RelevanceFields() {}

    static void add(Movie movie, Document document) {
        Words title = Words.of(movie.title());
        all(KEY, title.keys(), document);
        all(KEY_WITHOUT_ARTICLE, title.withoutArticle().keys(), document);
        document.add(Fields.term(BAG, title.bag()));
        document.add(new Field(PHRASE, START + " " + String.join(" ", title.mapped()), Fields.TEXT));
        Set<String> words = new HashSet<>(title.raw());
        words.addAll(title.mapped());
        all(WORD, words, document);
        all(JOINED, Set.copyOf(title.joined()), document);
        names(Fields.orEmpty(movie.cast()), document);
        document.add(new NumericDocValuesField(PRIOR, Prior.of(movie)));
    }

    private static void names(List<String> cast, Document document) {
        Set<String> words = new HashSet<>();
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i < cast.size(); i++) {
            Words name = Words.of(cast.get(i));
            if (i < LEADS) {
                all(LEAD, name.keys(), document);
            }
            all(NAME, name.keys(), document);
            document.add(Fields.term(NAME_BAG, name.bag()));
            words.addAll(name.raw());
            words.addAll(name.mapped());
            if (name.size() <= MOST_WORDS_OF_NAME) {
                words.addAll(name.joined());
                pairs.addAll(name.pairs());
            }
        }
        all(NAME_WORD, words, document);
        all(NAME_PAIR, pairs, document);
    }

    private static void all(String field, Iterable<String> terms, Document document) {
        terms.forEach(term -> document.add(Fields.term(field, term)));
    }
}
