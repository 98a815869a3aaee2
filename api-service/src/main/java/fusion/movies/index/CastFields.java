package fusion.movies.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.util.BytesRef;

/**
 * The fields of a movie's cast. A name's fields are the same in each movie, and names recur in movies of the same years, so those of the names used
 * last are kept. A document may contain a field twice: these have neither frequencies nor positions.
 */
final class CastFields {

    /** A name of the cast without spaces: of the first three, and of all. */
    static final String LEAD = "lead";

    static final String NAME = "name";
    /** The words of a name in the order of the alphabet; any two of them; one by itself. */
    static final String NAME_BAG = "name_bag";

    static final String NAME_PAIR = "name_pair";
    static final String NAME_WORD = "name_word";

    private static final int LEADS = 3;
    /** A longer name gets no pairs. */
    private static final int MOST_WORDS_OF_NAME = 8;

    /** About 1 kB of heap each. */
    private static final int NAMES_KEPT = 4_096;

    /** A longer text is hardly a name, and would not recur. */
    private static final int LONGEST_KEPT = 60;

    private final Map<String, NameFields> names = new LinkedHashMap<>(NAMES_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, NameFields> eldest) {
            return size() > NAMES_KEPT;
        }
    };

    void add(List<String> cast, Document document) {
        for (int i = 0; i < cast.size(); i++) {
            NameFields name = fields(cast.get(i));
            name.all.forEach(document::add);
            if (i < LEADS) {
                name.lead.forEach(document::add);
            }
        }
    }

    private NameFields fields(String name) {
        return name.length() <= LONGEST_KEPT ? names.computeIfAbsent(name, CastFields::of) : of(name);
    }

    private static NameFields of(String name) {
        List<Field> all = new ArrayList<>();
        String key = Keys.ofName(name);
        all.add(Fields.term(Fields.CAST, key));
        all.add(new SortedSetDocValuesField(Fields.CAST, new BytesRef(key)));
        if (PersonName.isPersons(name)) {
            all.add(Fields.spelling(Fields.PERSON_SPELLING, key, name));
        }
        Words words = Words.of(name);
        all.addAll(Fields.terms(NAME, words.keys()));
        all.add(Fields.term(NAME_BAG, words.bag()));
        all.addAll(Fields.terms(NAME_WORD, words.each()));
        if (words.size() <= MOST_WORDS_OF_NAME) {
            all.addAll(Fields.terms(NAME_WORD, words.joined()));
            all.addAll(Fields.terms(NAME_PAIR, words.pairs()));
        }
        return new NameFields(all, Fields.terms(LEAD, words.keys()));
    }

    /** @param lead those of a name among the first of the cast */
    private record NameFields(List<Field> all, List<Field> lead) {}
}
