package fusion.movies.index;

import fusion.movies.movie.Movie;
import java.util.Collection;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;

/** The terms of a title that {@link Relevance} asks for. */
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

    static final String PRIOR = "prior";

    private RelevanceFields() {}

    static void add(Movie movie, Document document) {
        Words title = Words.of(movie.title());
        all(KEY, title.keys(), document);
        all(KEY_WITHOUT_ARTICLE, title.withoutArticle().keys(), document);
        document.add(Fields.term(BAG, title.bag()));
        document.add(new Field(PHRASE, START + " " + String.join(" ", title.mapped()), Fields.TEXT));
        all(WORD, title.each(), document);
        all(JOINED, title.joined(), document);
        document.add(new NumericDocValuesField(PRIOR, Prior.of(movie)));
    }

    private static void all(String field, Collection<String> terms, Document document) {
        Fields.terms(field, terms).forEach(document::add);
    }
}
