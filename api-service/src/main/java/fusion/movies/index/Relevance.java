package fusion.movies.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Which movies a text may mean, and how likely: a movie's score is that of the best tier it is in, so that no number of weak reasons outweighs a strong
 * one. Tiers lie at least 50 apart, more than a {@link Prior} can add.
 */
final class Relevance {

    /** Of a longer text only so many words count, so that it costs no more. */
    static final int MOST_WORDS = 12;

    private final List<Query> tiers = new ArrayList<>();

    private Relevance() {}

    static Query of(String text, Words words, LeafReader index) {
        // Nothing but punctuation, which a title as written may contain.
        return words.isEmpty() ? tier(0, Grams.containing(text, index)) : new Relevance().query(text, words);
    }

    private Query query(String text, Words words) {
        String folded = Folding.fold(text);
        List<String> keys = words.keys();
        add(1_000, folded.isEmpty() ? term(RelevanceFields.BAG, words.bag()) : term(Fields.TITLE, folded));
        add(950, oneOf(RelevanceFields.KEY, keys));
        add(
                900,
                oneOf(
                        RelevanceFields.KEY_WITHOUT_ARTICLE,
                        words.withoutArticle().keys()));
        add(850, term(RelevanceFields.BAG, words.bag()));
        add(800, oneOf(CastFields.LEAD, keys));
        add(750, oneOf(CastFields.NAME, keys));
        add(740, term(CastFields.NAME_BAG, words.bag()));
        add(690, phrase(words, true));
        if (words.size() > 1) {
            add(640, phrase(words, false));
        }
        add(590, new PrefixQuery(new Term(RelevanceFields.KEY, Keys.start(keys.getFirst(), 100))));
        Words few = words.first(MOST_WORDS);
        add(540, all(few.mapped(), word -> term(RelevanceFields.WORD, word)));
        add(490, oneOf(RelevanceFields.JOINED, keys));
        add(440, oneName(few));
        if (words.size() > 1) {
            add(390, all(few.mapped(), Relevance::titleOrName));
        }
        add(340, unfinished(few));
        add(290, Grams.containingFolded(folded));
        return new DisjunctionMaxQuery(tiers, 0);
    }

    private static Query oneName(Words words) {
        return words.size() == 1
                ? oneOf(CastFields.NAME_WORD, words.keys())
                : all(words.first(4).pairs(), pair -> term(CastFields.NAME_PAIR, pair));
    }

    private static Query unfinished(Words words) {
        String last = Keys.start(words.raw().getLast(), 100);
        BooleanQuery.Builder all = new BooleanQuery.Builder()
                .add(
                        either(
                                new PrefixQuery(new Term(RelevanceFields.WORD, last)),
                                new PrefixQuery(new Term(CastFields.NAME_WORD, last))),
                        Occur.FILTER);
        words.mapped().stream()
                .limit(words.size() - 1L)
                .distinct()
                .forEach(word -> all.add(titleOrName(word), Occur.FILTER));
        return all.build();
    }

    private static Query titleOrName(String word) {
        return either(term(RelevanceFields.WORD, word), term(CastFields.NAME_WORD, word));
    }

    private static Query phrase(Words words, boolean atStart) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        if (atStart) {
            phrase.add(new Term(RelevanceFields.PHRASE, RelevanceFields.START));
        }
        words.mapped().forEach(word -> phrase.add(new Term(RelevanceFields.PHRASE, word)));
        return phrase.build();
    }

    private void add(float score, Query query) {
        tiers.add(tier(score, query));
    }

    private static Query tier(float score, Query query) {
        return new BoostQuery(new ConstantScoreQuery(query), score);
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, Keys.bounded(value)));
    }

    private static Query oneOf(String field, List<String> values) {
        return values.size() == 1
                ? term(field, values.getFirst())
                : new TermInSetQuery(
                        field,
                        values.stream().map(Keys::bounded).map(BytesRef::new).toList());
    }

    private static Query either(Query one, Query other) {
        return new BooleanQuery.Builder()
                .add(one, Occur.SHOULD)
                .add(other, Occur.SHOULD)
                .build();
    }

    private static Query all(Collection<String> values, Function<String, Query> query) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        values.stream().distinct().forEach(value -> all.add(query.apply(value), Occur.FILTER));
        return all.build();
    }
}
