package fusion.movies.movie;

/**
 * The identity of a movie across loads. Its text is stored to distinguish two keys with the same id.
 *
 * @param occurrence disambiguator from 0, raised for duplicates and id collisions; "kept" before it where the movie is in no source
 */
public record NaturalKey(Long year, String title, String href, String occurrence) {

    private static final int ID_BITS = 52; // what a JavaScript number holds exactly

    public static NaturalKey of(Movie movie, int occurrence) {
        return new NaturalKey(movie.year(), movie.title(), movie.href(), Integer.toString(occurrence));
    }

    /** Of a movie that is in no source: apart from all that a source may bring. */
    public static NaturalKey kept(Movie movie, int occurrence) {
        return new NaturalKey(movie.year(), movie.title(), movie.href(), "kept " + occurrence);
    }

    public String text() {
        return (year == null ? "" : year) + "\t" + title + "\t" + (href == null ? "" : href) + "\t" + occurrence;
    }

    public long id() {
        return new Sha256().bytes(text()).first64Bits() >>> (Long.SIZE - ID_BITS);
    }
}
