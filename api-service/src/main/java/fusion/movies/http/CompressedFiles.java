package fusion.movies.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import org.apache.tomcat.util.http.parser.AcceptEncoding;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.AbstractResourceResolver;
import org.springframework.web.servlet.resource.HttpResource;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Serves static files as compressed by the build, with the same rules as Tomcat's compression. Spring's own resolver
 * accepts "gzip;q=0".
 */
class CompressedFiles extends AbstractResourceResolver {

    private static final String CODING = "gzip";

    @Override
    protected @Nullable Resource resolveResourceInternal(
            @Nullable HttpServletRequest request,
            String requestPath,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        Resource file = chain.resolveResource(request, requestPath, locations);
        if (file == null || file.getFilename() == null || request == null || !isAccepted(request)) {
            return file;
        }
        Compressed compressed = new Compressed(file.getFilename());
        return compressed.exists() ? compressed : file;
    }

    @Override
    protected @Nullable String resolveUrlPathInternal(
            String resourcePath, List<? extends Resource> locations, ResourceResolverChain chain) {
        return chain.resolveUrlPath(resourcePath, locations);
    }

    private static boolean isAccepted(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)).stream()
                .flatMap(line -> codings(line).stream())
                .anyMatch(coding -> coding.getEncoding().equalsIgnoreCase(CODING));
    }

    /** Without encodings of weight 0. */
    private static List<AcceptEncoding> codings(String line) {
        try {
            return AcceptEncoding.parse(new StringReader(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Compressed extends ClassPathResource implements HttpResource {

        private final String name;

        Compressed(String name) {
            super("static/" + name + ".gz");
            this.name = name;
        }

        /** Without the suffix .gz, since the name determines the media type. */
        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public HttpHeaders getResponseHeaders() {
            HttpHeaders headers = new HttpHeaders();
            headers.set(HttpHeaders.CONTENT_ENCODING, CODING);
            return headers;
        }
    }
}
