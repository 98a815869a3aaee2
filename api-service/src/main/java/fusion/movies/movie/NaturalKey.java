package fusion.movies.movie;

/**
 * The identity of a movie across loads.
 *
 * @param text year, title, href and occurrence; stored, to distinguish two keys with the same id
 * @param id the first 52 bits of the text's SHA-256, which a JavaScript number represents exactly
 */
public record NaturalKey(String text, long id) {

    private static final int ID_BITS = 52;

    /** @param occurrence disambiguator from 0, raised for duplicates and id collisions */
    public static NaturalKey of(Movie movie, int occurrence) {
        return of(movie, Integer.toString(occurrence));
    }

    /** The key of a movie that is in no source: distinct from all keys of sources. */
    public static NaturalKey kept(Movie movie, int occurrence) {
        return of(movie, "kept " + occurrence);
    }

    private static NaturalKey of(Movie movie, String occurrence) {
        String text = (movie.year() == null ? "" : movie.year()) + "\t" + movie.title() + "\t"
                + (movie.href() == null ? "" : movie.href()) + "\t" + occurrence;
        return new NaturalKey(text, new Sha256().bytes(text).first64Bits() >>> (Long.SIZE - ID_BITS));
    }
}
