package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SettingsWrong;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** Reads the usual proxy variables: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in upper or lower case. */
final class Proxies {

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @param login absent if the proxy requires none */
    record Proxy(HttpHost host, @Nullable UsernamePasswordCredentials login) {}

    Optional<Proxy> of(SourceUrl url) {
        String host = url.authority().getHostName();
        if (isLocal(host) || isExcepted(host, url.port())) {
            return Optional.empty();
        }
        String scheme = url.uri().getScheme().toLowerCase(Locale.ROOT);
        return variable(scheme + "_proxy").or(() -> variable("all_proxy")).map(Proxies::proxy);
    }

    private static Proxy proxy(String value) {
        try {
            URI uri = new URI(value.contains("://") ? value : "http://" + value);
            if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
                throw new SourceException(SettingsWrong, "The proxy variable is not of the form http://host:port.");
            }
            HttpHost host = new HttpHost("http", uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
            return new Proxy(host, login(uri.getUserInfo()));
        } catch (URISyntaxException e) {
            throw new SourceException(SettingsWrong, "The proxy variable is not of the form http://host:port.");
        }
    }

    private static @Nullable UsernamePasswordCredentials login(@Nullable String userInfo) {
        if (userInfo == null) {
            return null;
        }
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new UsernamePasswordCredentials(userInfo, new char[0])
                : new UsernamePasswordCredentials(
                        userInfo.substring(0, colon),
                        userInfo.substring(colon + 1).toCharArray());
    }

    private boolean isExcepted(String host, int port) {
        return variable("no_proxy").stream()
                .flatMap(list -> Arrays.stream(list.split("[,\\s]+")))
                .filter(entry -> !entry.isBlank())
                .anyMatch(entry -> isMatch(entry.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT), port));
    }

    private static boolean isMatch(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.contains("/")) {
            return isInRange(entry, host);
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        if (colon > 0 && entry.indexOf(':') == colon) {
            if (!entry.substring(colon + 1).equals(String.valueOf(port))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        String suffix = name.startsWith("*.") ? name.substring(1) : name;
        return host.equals(suffix) || host.endsWith(suffix.startsWith(".") ? suffix : "." + suffix);
    }

    private static boolean isInRange(String range, String host) {
        String[] parts = range.split("/", 2);
        Optional<byte[]> network = address(parts[0]);
        Optional<byte[]> address = address(host);
        if (network.isEmpty() || address.isEmpty() || network.get().length != address.get().length) {
            return false;
        }
        int bits;
        try {
            bits = Integer.parseInt(parts[1]);
        } catch (NumberFormatException e) {
            return false;
        }
        for (int bit = 0; bit < Math.min(bits, network.get().length * 8); bit++) {
            int mask = 0x80 >> bit % 8;
            if ((network.get()[bit / 8] & mask) != (address.get()[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLocal(String host) {
        return host.equalsIgnoreCase("localhost")
                || address(host).map(Proxies::isLoopback).orElse(false);
    }

    private static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (java.net.UnknownHostException e) {
            return false;
        }
    }

    /** Of a numeric address: no name is looked up. */
    private static Optional<byte[]> address(String text) {
        try {
            return Optional.of(
                    InetAddress.ofLiteral(text.replaceAll("^\\[|]$", "")).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }
}
