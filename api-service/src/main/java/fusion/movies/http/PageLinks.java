package fusion.movies.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.ResourceTransformerSupport;
import org.springframework.web.servlet.resource.TransformedResource;

/** Rewrites links in static pages to the file names that contain a digest. */
class PageLinks extends ResourceTransformerSupport {

    private static final Pattern LINK = Pattern.compile("(?<=(?:href|src)=\")[^\":/]+(?=\")");

    @Override
    public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
            throws IOException {
        Resource file = chain.transform(request, resource);
        if (file.getFilename() == null || !file.getFilename().endsWith(".html")) {
            return file;
        }
        String page = LINK.matcher(file.getContentAsString(StandardCharsets.UTF_8))
                .replaceAll(link -> Matcher.quoteReplacement(withDigest(link, request, file, chain)));
        return new TransformedResource(file, page.getBytes(StandardCharsets.UTF_8));
    }

    private String withDigest(
            MatchResult link, HttpServletRequest request, Resource page, ResourceTransformerChain chain) {
        return Optional.ofNullable(resolveUrlPath(link.group(), request, page, chain))
                .orElse(link.group());
    }
}
