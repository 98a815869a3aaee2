package fusion.movies.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Which titles contain a text. Every triple of characters of the folded title is a term with its position. A longer text is a phrase of every third
 * triple and the last one, each at its place, which is exactly "contains": together they cover each character. A shorter text is the beginning of
 * triples, since one begins with each character: the last two are filled up with {@link #END}.
 *
 * <p>A text that folds to nothing is compared with the title as written. Such a text lies inside a run of such characters, and there are few different
 * runs, so each is a term.
 */
final class Grams {

    static final String TRIPLES = "triples";
    private static final String RUNS = "unfolded";

    /** Longer runs are cut to terms of this length, each overlapping the next by half: as long may be what is searched for. */
    private static final int LONGEST_RUN = 8_000;

    /** Of a character that no folded text has. */
    private static final String END = "\u0001\u0001";

    private static final int LENGTH = 3;

    private Grams() {}

    static void add(String title, String folded, Document document) {
        document.add(new Field(TRIPLES, folded + END, Fields.TEXT));
        runs(title).forEach(run -> document.add(Fields.term(RUNS, new BytesRef(run))));
    }

    /** Of {@link #TRIPLES}. */
    static Analyzer analyzer() {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                return new TokenStreamComponents(new NGramTokenizer(LENGTH, LENGTH));
            }
        };
    }

    static Query containing(String part, LeafReader index) {
        String folded = Folding.fold(part);
        return folded.isEmpty() ? asWritten(part, index) : containingFolded(folded);
    }

    static Query containingFolded(String folded) {
        int[] characters = folded.codePoints().toArray();
        return switch (characters.length) {
            case 0 -> new MatchNoDocsQuery("nothing to look for");
            case 1, 2 -> new PrefixQuery(new Term(TRIPLES, folded));
            case LENGTH -> new TermQuery(new Term(TRIPLES, folded));
            default -> phrase(characters);
        };
    }

    private static Query phrase(int[] characters) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        int last = characters.length - LENGTH;
        IntStream.iterate(0, place -> place < last, place -> place + LENGTH)
                .forEach(place -> phrase.add(triple(characters, place), place));
        return phrase.add(triple(characters, last), last).build();
    }

    private static Term triple(int[] characters, int place) {
        return new Term(TRIPLES, new String(characters, place, LENGTH));
    }

    private static Query asWritten(String part, LeafReader index) {
        if (part.isEmpty()) {
            return new MatchNoDocsQuery("nothing to look for");
        }
        try {
            Terms runs = index.terms(RUNS);
            List<BytesRef> containing = new ArrayList<>();
            if (runs != null) {
                TermsEnum each = runs.iterator();
                for (BytesRef run = each.next(); run != null; run = each.next()) {
                    if (run.utf8ToString().contains(part)) {
                        containing.add(BytesRef.deepCopyOf(run));
                    }
                }
            }
            return new ConstantScoreQuery(new TermInSetQuery(RUNS, containing));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The longest stretches of characters each of which folds to nothing. */
    private static Set<String> runs(String title) {
        Set<String> runs = new HashSet<>();
        int start = 0;
        for (int i = 0; i < title.length(); ) {
            int character = title.codePointAt(i);
            int next = i + Character.charCount(character);
            if (Folding.foldsToNothing(character)) {
                if (next == title.length()) {
                    runs.addAll(overlapping(title.substring(start)));
                }
            } else {
                if (start < i) {
                    runs.addAll(overlapping(title.substring(start, i)));
                }
                start = next;
            }
            i = next;
        }
        return runs;
    }

    private static List<String> overlapping(String run) {
        if (run.length() <= LONGEST_RUN) {
            return List.of(run);
        }
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < run.length(); start += LONGEST_RUN / 2) {
            pieces.add(run.substring(start, Math.min(run.length(), start + LONGEST_RUN)));
        }
        return pieces;
    }
}
