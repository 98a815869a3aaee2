package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SettingsWrong;
import static fusion.movies.source.SourceException.Reason.SourceUnreachable;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hc.core5.net.URIAuthority;

/** An address that a source is fetched from: the one that was given, or one that it led to. */
record SourceUrl(URI uri, URIAuthority authority) {

    static SourceUrl of(URI uri) {
        URIAuthority authority = authority(uri);
        if (authority == null || authority.getHostName().isEmpty()) {
            throw new SourceException(
                    SettingsWrong, "The source names no host; write it as https://host/path, with a host in it.");
        }
        return new SourceUrl(uri, authority);
    }

    /** Follows a redirect, but never from https to what anyone on the way may change. */
    SourceUrl leadingTo(String location) {
        URI next;
        try {
            next = uri.resolve(new URI(location.strip().replace(" ", "%20")));
        } catch (URISyntaxException e) {
            throw new SourceException(
                    SourceUnreachable, "The source " + this + " leads to what is no URL; give the URL of the file.");
        }
        boolean isHttps = "https".equalsIgnoreCase(next.getScheme());
        boolean isHttp = "http".equalsIgnoreCase(next.getScheme());
        URIAuthority nextAuthority = authority(next);
        if ((!isHttps && !isHttp) || nextAuthority == null) {
            throw new SourceException(
                    SourceUnreachable,
                    "The source " + this + " leads to an address of another kind (" + next.getScheme()
                            + "); give the URL that it leads to.");
        }
        SourceUrl url = new SourceUrl(next, nextAuthority);
        if (isHttp && "https".equalsIgnoreCase(uri.getScheme())) {
            throw new SourceException(
                    SourceUnreachable,
                    "The source " + this + " leads from https to plain http (" + url
                            + "), where anyone on the way may change it; give an https URL that stays one.");
        }
        return url;
    }

    /** Whether what is secret for the other may be told here. */
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

    /** As it stands in a request: path and query. */
    String path() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return ascii(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Without what may be secret: its user and its query. */
    @Override
    public String toString() {
        return uri.getScheme() + "://" + authority.getHostName()
                + (authority.getPort() < 0 ? "" : ":" + authority.getPort())
                + (uri.getPath() == null ? "" : uri.getPath());
    }

    private static String ascii(String path) {
        return URI.create(path).toASCIIString();
    }

    /** Also of a host that is none to {@link URI}, as one with an underscore. */
    private static URIAuthority authority(URI uri) {
        if (uri.getRawAuthority() == null) {
            return null;
        }
        try {
            URIAuthority authority = URIAuthority.create(uri.getRawAuthority());
            String host = authority.getHostName();
            boolean isAscii = host.chars().allMatch(c -> c < 128);
            return new URIAuthority(isAscii ? host : IDN.toASCII(host), authority.getPort());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new SourceException(SettingsWrong, "The host or the port in the source's URL is not written as one.");
        }
    }
}
