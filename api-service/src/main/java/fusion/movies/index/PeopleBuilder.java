package fusion.movies.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/** Writes the index of {@link People} from the terms of the movies' index, whose document frequencies are numbers of movies. */
final class PeopleBuilder {

    /** Those of most movies first, so that the first hits of a completion are the best. */
    static final Sort ORDER = new Sort(
            new SortField(People.MOVIES, SortField.Type.LONG, true), new SortField(People.KEY, SortField.Type.STRING));

    static final int START_CHARACTERS = 60;

    private final LeafReader movies;
    private final IndexWriter people;
    private boolean isCapitalized;

    PeopleBuilder(LeafReader movies, IndexWriter people) {
        this.movies = movies;
        this.people = people;
    }

    /** Terms are sorted, so the spellings of a key follow one another. */
    void addAll() throws IOException {
        Terms terms = movies.terms(Fields.PERSON_SPELLING);
        if (terms == null) {
            return;
        }
        isCapitalized = isCapitalized(terms.iterator());
        List<Count> spellings = new ArrayList<>();
        String key = "";
        TermsEnum each = terms.iterator();
        for (BytesRef term = each.next(); term != null; term = each.next()) {
            String text = term.utf8ToString();
            int end = text.indexOf(Keys.SEPARATOR);
            if (!text.substring(0, end).equals(key)) {
                add(key, spellings);
                spellings.clear();
                key = text.substring(0, end);
            }
            spellings.add(new Count(text.substring(end + 1), each.docFreq()));
        }
        add(key, spellings);
    }

    /** Whether the names are written with capitals at all; if so, what is written without is no name. */
    private static boolean isCapitalized(TermsEnum terms) throws IOException {
        int balance = 0;
        for (BytesRef term = terms.next(); term != null; term = terms.next()) {
            balance += PersonName.isCapitalized(spelling(term)) ? 1 : -1;
        }
        return balance > 0;
    }

    private static String spelling(BytesRef term) {
        String text = term.utf8ToString();
        return text.substring(text.indexOf(Keys.SEPARATOR) + 1);
    }

    private void add(String key, List<Count> spellings) throws IOException {
        if (spellings.isEmpty()
                || (isCapitalized && spellings.stream().map(Count::name).noneMatch(PersonName::isCapitalized))) {
            return;
        }
        spellings.sort(FacetTable.MOST_FIRST);
        Document document = new Document();
        document.add(Fields.term(People.KEY, key));
        document.add(new SortedDocValuesField(People.KEY, new BytesRef(key)));
        document.add(new NumericDocValuesField(People.MOVIES, movies.docFreq(new Term(Fields.CAST, key))));
        document.add(new BinaryDocValuesField(
                People.SPELLINGS,
                new BytesRef(spellings.stream()
                        .map(Count::name)
                        .collect(Collectors.joining(String.valueOf(Keys.SEPARATOR))))));
        starts(key, document);
        words(Words.of(spellings.getFirst().name()), document);
        people.addDocument(document);
    }

    private static void starts(String key, Document document) {
        Set<String> shorts = new HashSet<>();
        int word = 0;
        do {
            String start = key.substring(word);
            document.add(Fields.term(People.START, Keys.start(start, START_CHARACTERS)));
            for (int characters = 1; characters <= People.SHORT; characters++) {
                shorts.add(Keys.start(start, characters));
            }
            word = key.indexOf(' ', word) + 1;
        } while (word > 0);
        shorts.forEach(start -> document.add(Fields.term(People.SHORT_START, start)));
    }

    private static void words(Words name, Document document) {
        Fields.terms(People.WORD, name.each()).forEach(document::add);
        document.add(Fields.term(People.BAG, name.bag()));
        Set<String> joined = new HashSet<>(name.joined());
        joined.addAll(name.keys());
        joined.forEach(key -> document.add(Fields.term(People.JOINED, key)));
    }
}
