package fusion.movies.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The ids and digests of the movies in the table, in two arrays sorted by id: 16 bytes and a bit per movie. */
final class StoredDigests {

    private static final int FETCH = 10_000;

    private long[] ids;
    private long[] digests;
    private int size;
    private final BitSet seen = new BitSet();

    private StoredDigests(int expected) {
        ids = new long[expected];
        digests = new long[expected];
    }

    static StoredDigests none() {
        return new StoredDigests(0);
    }

    /** Reads within one transaction, since the driver fetches rows in portions only there. */
    static StoredDigests read(Connection connection) throws SQLException {
        return read(connection, "WHERE natural_key IS NOT NULL");
    }

    /** Includes rows that no load has written. */
    static StoredDigests readAll(Connection connection) throws SQLException {
        return read(connection, "");
    }

    private static StoredDigests read(Connection connection, String where) throws SQLException {
        StoredDigests movies = new StoredDigests(count(connection));
        try (PreparedStatement query =
                connection.prepareStatement("SELECT id, content_digest FROM movies " + where + " ORDER BY id")) {
            query.setFetchSize(FETCH);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    movies.add(row.getLong(1), row.getLong(2));
                }
            }
        }
        return movies;
    }

    private static int count(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM movies");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private void add(long id, long digest) {
        if (size == ids.length) { // another client added rows meanwhile
            ids = Arrays.copyOf(ids, size + size / 8 + 1000);
            digests = Arrays.copyOf(digests, ids.length);
        }
        ids[size] = id;
        digests[size++] = digest;
    }

    int size() {
        return size;
    }

    boolean contains(long id) {
        return indexOf(id) >= 0;
    }

    /** Marks the movie as present in the source; false if it was marked before. The movie must be in the table. */
    boolean see(long id) {
        int index = indexOf(id);
        if (seen.get(index)) {
            return false;
        }
        seen.set(index);
        return true;
    }

    boolean hasDigest(long id, long digest) {
        return digests[indexOf(id)] == digest;
    }

    LongStream unseen() {
        return IntStream.range(0, size).filter(index -> !seen.get(index)).mapToLong(index -> ids[index]);
    }

    private int indexOf(long id) {
        return Arrays.binarySearch(ids, 0, size, id);
    }
}
