package fusion.movies.film;

/** What makes a film the same film in every load. Its text is stored, so that two keys with one id can be told apart. */
public record NaturalKey(Long year, String title, String href, String occurrence) {

    private static final int ID_BITS = 52; // what a JavaScript number holds exactly

    public String text() {
        return (year == null ? "" : year) + "\t" + title + "\t" + (href == null ? "" : href) + "\t" + occurrence;
    }

    public long id() {
        return Digest.ofAlone(text()).first64Bits() >>> (Long.SIZE - ID_BITS);
    }
}
