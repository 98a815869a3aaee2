package fusion.movies.index;

import org.apache.lucene.search.spell.LuceneLevenshteinDistance;

/** How many letters must be inserted, left out, replaced or exchanged with their neighbour to make one text of another. */
final class Edits {

    private static final LuceneLevenshteinDistance SIMILARITY = new LuceneLevenshteinDistance();

    private Edits() {}

    static int between(String one, String other) {
        int shorter = Math.min(one.codePointCount(0, one.length()), other.codePointCount(0, other.length()));
        // The similarity is 1 less the edits by the length of the shorter text.
        return shorter == 0
                ? Math.max(one.length(), other.length())
                : Math.round((1 - SIMILARITY.getDistance(one, other)) * shorter);
    }
}
