package fusion.movies.load;

/** A set of ids that are not negative, in one array sized for the most there can be: under 11 bytes an id. */
final class IdSet {

    private static final double FILL = 0.75;

    /** Ids moved up by one, so that 0 is an empty place. */
    private final long[] places;

    IdSet(long most) {
        places = new long[Math.toIntExact((long) (most / FILL) + 2)];
    }

    boolean add(long id) {
        int place = place(id);
        if (places[place] != 0) {
            return false;
        }
        places[place] = id + 1;
        return true;
    }

    boolean contains(long id) {
        return places[place(id)] != 0;
    }

    /** Ids are bits of a digest, so they are spread evenly as they are. */
    private int place(long id) {
        int place = (int) (id % places.length);
        while (places[place] != 0 && places[place] != id + 1) {
            place = place + 1 == places.length ? 0 : place + 1;
        }
        return place;
    }
}
