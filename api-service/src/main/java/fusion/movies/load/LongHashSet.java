package fusion.movies.load;

/** A set of non-negative ids with open addressing: under 11 bytes per id if the expected size is known. */
final class LongHashSet {

    private static final double FILL = 0.75;

    /** Ids incremented by one, so that 0 marks an empty slot. */
    private long[] places;

    private long size;

    /** @param expected expected number of ids; the set grows beyond it */
    LongHashSet(long expected) {
        places = places(expected);
    }

    boolean add(long id) {
        if (size >= places.length * FILL) {
            grow();
        }
        int place = place(id);
        if (places[place] != 0) {
            return false;
        }
        places[place] = id + 1;
        size++;
        return true;
    }

    boolean contains(long id) {
        return places[place(id)] != 0;
    }

    private void grow() {
        long[] former = places;
        places = places(size * 2);
        for (long place : former) {
            if (place != 0) {
                places[place(place - 1)] = place;
            }
        }
    }

    /** Ids are bits of a digest, so they need no further hashing. */
    private int place(long id) {
        int place = (int) (id % places.length);
        while (places[place] != 0 && places[place] != id + 1) {
            place = place + 1 == places.length ? 0 : place + 1;
        }
        return place;
    }

    private static long[] places(long ids) {
        return new long[Math.toIntExact((long) (ids / FILL) + 3)];
    }
}
