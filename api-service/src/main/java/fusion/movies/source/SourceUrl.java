package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SettingsWrong;
import static fusion.movies.source.SourceException.Reason.SourceUnreachable;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** A URL that a source is fetched from: the given one or a redirect target. */
record SourceUrl(URI uri, URIAuthority authority) {

    static SourceUrl of(URI uri) {
        URIAuthority authority = authority(uri);
        if (authority == null || authority.getHostName().isEmpty()) {
            throw new SourceException(SettingsWrong, "The source's URL has no host; write it as https://host/path.");
        }
        return new SourceUrl(uri, authority);
    }

    /** Follows a redirect, but never from https to a URL whose content can be changed in transit. */
    SourceUrl leadingTo(String location) {
        URI next;
        try {
            next = uri.resolve(new URI(location.strip().replace(" ", "%20")));
        } catch (URISyntaxException e) {
            throw new SourceException(
                    SourceUnreachable,
                    "The source " + this + " redirects to something that is not a URL; give the URL of the file.");
        }
        boolean isHttps = "https".equalsIgnoreCase(next.getScheme());
        boolean isHttp = "http".equalsIgnoreCase(next.getScheme());
        URIAuthority nextAuthority = authority(next);
        if ((!isHttps && !isHttp) || nextAuthority == null) {
            throw new SourceException(
                    SourceUnreachable,
                    "The source " + this + " redirects to an unsupported scheme (" + next.getScheme()
                            + "); give the URL that it redirects to.");
        }
        SourceUrl url = new SourceUrl(next, nextAuthority);
        if (isHttp && "https".equalsIgnoreCase(uri.getScheme())) {
            throw new SourceException(
                    SourceUnreachable,
                    "The source " + this + " redirects from https to plain http (" + url
                            + "), where anyone on the network could change it; give a URL that stays https.");
        }
        return url;
    }

    /** Whether credentials for the other URL may be sent to this one. */
    boolean isSameOrigin(SourceUrl other) {
        return uri.getScheme().equalsIgnoreCase(other.uri.getScheme())
                && authority.getHostName().equalsIgnoreCase(other.authority.getHostName())
                && port() == other.port();
    }

    int port() {
        if (authority.getPort() >= 0) {
            return authority.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** Path and query, as in a request line. */
    String path() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return ascii(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Without parts that may be secret: user and query. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + authority.getHostName()
                + (authority.getPort() < 0 ? "" : ":" + authority.getPort())
                + (uri.getPath() == null ? "" : uri.getPath());
    }

    private static String ascii(String path) {
        return URI.create(path).toASCIIString();
    }

    /** Also for a host that {@link URI} does not accept, for instance with an underscore. */
    private static @Nullable URIAuthority authority(URI uri) {
        if (uri.getRawAuthority() == null) {
            return null;
        }
        try {
            URIAuthority authority = URIAuthority.create(uri.getRawAuthority());
            String host = authority.getHostName();
            boolean isAscii = host.chars().allMatch(c -> c < 128);
            return new URIAuthority(isAscii ? host : IDN.toASCII(host), authority.getPort());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new SourceException(SettingsWrong, "The host or the port in the source's URL is invalid.");
        }
    }
}
