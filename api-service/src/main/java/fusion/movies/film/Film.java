package fusion.movies.film;

import java.util.List;

/** A film as a source tells it; what is absent there is null, or empty for cast and genres. */
public record Film(
        String title,
        Long year,
        List<String> cast,
        List<String> genres,
        String href,
        String extract,
        String thumbnail,
        Long thumbnailWidth,
        Long thumbnailHeight) {

    /**
     * @param occurrence 0, or more where films before this one took the ids of lower occurrences: a film that is in the source twice, or, once in
     *     many thousand sources, two whose keys have the same id
     */
    public NaturalKey key(int occurrence) {
        return new NaturalKey(year, title, href, Integer.toString(occurrence));
    }

    /** The key of a film that is in no source: apart from all that a source may bring. */
    public NaturalKey keptKey(int occurrence) {
        return new NaturalKey(year, title, href, "kept " + occurrence);
    }

    /** Equal for films of equal content. It covers how names are folded, since that is stored beside the content. */
    public long digest() {
        return new Digest()
                .add(Folding.VERSION)
                .add(title)
                .add(year)
                .add(cast)
                .add(genres)
                .add(href)
                .add(extract)
                .add(thumbnail)
                .add(thumbnailWidth)
                .add(thumbnailHeight)
                .first64Bits();
    }

    /** As the old table knew it. */
    public Film withoutHref() {
        return new Film(title, year, cast, genres, null, extract, thumbnail, thumbnailWidth, thumbnailHeight);
    }
}
