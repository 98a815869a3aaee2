package fusion.movies.index;

import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The names of the fields of a movie's document that several parts use, and how fields are indexed. */
final class Fields {

    /** To be raised when an index that was written before can no longer be read. */
    static final String FORMAT = "2";

    static final String ID = "id";
    static final String YEAR = "year";
    static final String POSITION = "position";
    /** The folded title as a term; its beginning for sorting. Two fields, since Lucene takes one's terms for the other's values. */
    static final String TITLE = "title";

    static final String TITLE_ORDER = "title_order";
    /** Keys of the names ({@link Keys#ofName}), likewise of the genres. */
    static final String CAST = "cast";

    static final String GENRE = "genre";
    static final String DECADE = "decade";
    /** Key and spelling, separated by {@link Keys#SEPARATOR}: of each genre, and of each name that is a person's. */
    static final String GENRE_SPELLING = "genre_spelling";

    static final String PERSON_SPELLING = "person_spelling";

    /** For sorting: titles that are equal in so many characters are sorted by id. */
    static final int SORTED_CHARACTERS = 1_000;

    private static final int SPELT_CHARACTERS = 1_000;

    /** The old routes' order, in which the documents stand. What is missing comes last. */
    static final Sort ORDER = new Sort(
            new SortField(YEAR, SortField.Type.LONG, false, Long.MAX_VALUE),
            new SortField(POSITION, SortField.Type.LONG, false, Long.MAX_VALUE),
            new SortField(ID, SortField.Type.LONG));

    /** A token stream's terms with their positions. */
    static final FieldType TEXT = text();

    private Fields() {}

    /** A value as one term, which Lucene indexes without a token stream. */
    static Field term(String name, String value) {
        return term(name, new BytesRef(Keys.bounded(value)));
    }

    static Field term(String name, BytesRef value) {
        return new StringField(name, value, Store.NO);
    }

    static List<Field> terms(String name, Collection<String> values) {
        return values.stream().map(value -> term(name, value)).toList();
    }

    static Field spelling(String name, String key, String spelling) {
        return term(name, new BytesRef(key + Keys.SEPARATOR + Keys.start(spelling, SPELT_CHARACTERS)));
    }

    static <T> List<T> orEmpty(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    private static FieldType text() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }
}
