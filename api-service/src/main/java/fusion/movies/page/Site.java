package fusion.movies.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/**
 * The values that all templates share.
 *
 * @param root the relative path from the page to the service's root, so that links work behind a proxy that adds a path prefix
 * @param q the content of the search box; empty on most pages
 * @param style the URL of the style sheet, relative to the root; script and icon too
 */
record Site(String root, String q, String style, String script, String icon) {

    static Site of(HttpServletRequest request, ResourceUrlProvider files) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        long folders = path.chars().filter(character -> character == '/').count() - 1;
        return new Site(
                folders <= 0 ? "./" : "../".repeat((int) folders),
                "",
                file("/page.css", files),
                file("/page.js", files),
                file("/favicon.svg", files));
    }

    private static String file(String path, ResourceUrlProvider files) {
        return Objects.requireNonNull(files.getForLookupPath(path), path).substring(1);
    }
}
