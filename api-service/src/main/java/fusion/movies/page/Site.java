package fusion.movies.page;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What the templates of all pages share.
 *
 * @param root the way from the page to the root of the service: relative, so that links hold behind a proxy that puts a path before it
 */
record Site(String root) {

    static Site of(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var folders = path.chars().filter(character -> character == '/').count() - 1;
        return new Site(folders <= 0 ? "./" : "../".repeat((int) folders));
    }
}
