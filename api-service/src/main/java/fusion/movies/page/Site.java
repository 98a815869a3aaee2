package fusion.movies.page;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/**
 * What the templates of all pages share.
 *
 * @param root the way from the page to the root of the service: relative, so that links hold behind a proxy that puts a path before it
 * @param q what stands in the box, of pages that have nothing to put there
 * @param style the address of the style sheet, relative to the root; likewise script and icon
 */
record Site(String root, String q, String style, String script, String icon) {

    static Site of(HttpServletRequest request, ResourceUrlProvider files) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var folders = path.chars().filter(character -> character == '/').count() - 1;
        return new Site(
                folders <= 0 ? "./" : "../".repeat((int) folders),
                "",
                file("/page.css", files),
                file("/page.js", files),
                file("/favicon.svg", files));
    }

    private static String file(String path, ResourceUrlProvider files) {
        return files.getForLookupPath(path).substring(1);
    }
}
