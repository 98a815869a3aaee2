package fusion.movies.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import fusion.movies.index.Count;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A link on a page.
 *
 * @param href relative to the root of the service
 * @param count the number of results, in words; absent if not counted
 * @param current whether it leads to the current page
 */
record Link(String text, String href, @Nullable String count, boolean current) {

    static Link of(String text, String href) {
        return new Link(text, href, null, false);
    }

    static Link person(String name) {
        return of(name, personHref(name));
    }

    static Link person(Count person) {
        return new Link(person.name(), personHref(person.name()), Labels.movies(person.movies()), false);
    }

    static Link genre(String genre) {
        return of(genre, Address.of(Address.GENRE, genre).href());
    }

    static Link genre(Count genre) {
        return new Link(
                genre.name(), Address.of(Address.GENRE, genre.name()).href(), Labels.number(genre.movies()), false);
    }

    private static String personHref(String name) {
        return "person/" + UriUtils.encode(name, UTF_8);
    }
}
