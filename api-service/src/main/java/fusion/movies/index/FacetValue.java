package fusion.movies.index;

import org.apache.lucene.util.FixedBitSet;

/** A genre or a decade, and which documents have it. */
sealed interface FacetValue {

    String name();

    /** How many of these documents have it. */
    int countIn(FixedBitSet documents);

    /** One that many have: as a bit for every document. */
    record Frequent(String name, FixedBitSet members) implements FacetValue {
        @Override
        public int countIn(FixedBitSet documents) {
            return (int) FixedBitSet.intersectionCount(members, documents);
        }
    }

    /** One that few have: smaller as a list. */
    record Rare(String name, int[] members) implements FacetValue {
        @Override
        public int countIn(FixedBitSet documents) {
            int count = 0;
            for (int member : members) {
                if (documents.get(member)) {
                    count++;
                }
            }
            return count;
        }
    }

    /**
     * One whose documents stand in a row.
     *
     * @param to the first document that is not of it
     */
    record Stretch(String name, int from, int to) implements FacetValue {
        @Override
        public int countIn(FixedBitSet documents) {
            return documents.cardinality(from, to);
        }
    }
}
