package fusion.movies.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Which movies a text may mean that is misspelt, asked for only when nothing is spelt so, since these questions cost a hundred times as much as others.
 * Their cost is bounded: by the length of the text, the first letter, which must mostly be right, and the number of terms taken.
 */
final class Typos {

    private static final int MOST_WORDS = 6;
    private static final int MOST_EDITS = 2;
    private static final int LONGEST_KEY = 60;
    private static final int LONGEST_WORD = 20;
    private static final int RIGHT_LETTERS = 1;
    private static final int MOST_TERMS = 50;

    private Typos() {}

    /** Queries to be tried one after the other until one finds something. */
    static List<Query> stages(Words text) {
        List<Query> stages = new ArrayList<>();
        for (int edits = 1; edits <= MOST_EDITS; edits++) {
            List<Query> tiers = new ArrayList<>();
            whole(RelevanceFields.KEY_WITHOUT_ARTICLE, withoutArticle(text), edits)
                    .ifPresent(title -> tiers.add(tier(200, title)));
            whole(CastFields.NAME, text, edits).ifPresent(name -> tiers.add(tier(100, name)));
            if (text.size() <= MOST_WORDS) {
                tiers.add(tier(150, words(text, edits, RelevanceFields.WORD)));
                tiers.add(tier(50, words(text, edits, RelevanceFields.WORD, CastFields.NAME_WORD)));
            }
            if (!tiers.isEmpty()) {
                stages.add(new DisjunctionMaxQuery(tiers, 0));
            }
        }
        if (text.size() > 1 && text.size() <= MOST_WORDS) {
            stages.add(allButOneWord(text));
        }
        return stages;
    }

    /** The article may be what is misspelt. */
    private static Words withoutArticle(Words text) {
        return text.size() > 1 && Edits.between(text.raw().getFirst(), "the") <= 1
                ? text.from(1)
                : text.withoutArticle();
    }

    /** All words without their spaces; with one edit, which costs little, at any place. */
    private static Optional<Query> whole(String field, Words text, int edits) {
        String key = String.join("", text.raw());
        return key.length() > 2 * edits && key.length() <= LONGEST_KEY
                ? Optional.of(fuzzy(field, key, edits, edits == 1 ? 0 : RIGHT_LETTERS))
                : Optional.empty();
    }

    private static Query words(Words text, int edits, String... fields) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : text.raw()) {
            all.add(word(word, edits, fields), Occur.FILTER);
        }
        return all.build();
    }

    private static Query allButOneWord(Words text) {
        BooleanQuery.Builder words = new BooleanQuery.Builder().setMinimumNumberShouldMatch(text.size() - 1);
        for (String word : text.raw()) {
            words.add(word(word, 2, RelevanceFields.WORD, CastFields.NAME_WORD), Occur.SHOULD);
        }
        return tier(1, words.build());
    }

    private static Query word(String word, int edits, String... fields) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String field : fields) {
            any.add(word(field, word, edits), Occur.SHOULD);
        }
        return any.build();
    }

    private static Query word(String field, String word, int edits) {
        int allowed = Math.min(edits, allowedIn(word));
        return allowed == 0
                ? new TermQuery(new Term(field, Keys.bounded(word)))
                : fuzzy(field, word, allowed, RIGHT_LETTERS);
    }

    /** In a short word another letter makes another word. */
    static int allowedIn(String word) {
        if (word.length() < 3 || word.length() > LONGEST_WORD || Character.isDigit(word.charAt(0))) {
            return 0;
        }
        return word.length() < 6 ? 1 : 2;
    }

    private static Query fuzzy(String field, String value, int edits, int rightLetters) {
        return new FuzzyQuery(new Term(field, value), edits, rightLetters, MOST_TERMS, true);
    }

    private static Query tier(float score, Query query) {
        return new BoostQuery(new ConstantScoreQuery(query), score);
    }
}
