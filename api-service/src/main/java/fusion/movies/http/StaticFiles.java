package fusion.movies.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.CachingResourceResolver;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Serves the folder static under two names per file: the plain one, for links from anywhere, and one with a digest of
 * the content, for the service's pages. A URL of the second kind never changes its content, so it is cached for a
 * year.
 *
 * <p>Pages ask {@link org.springframework.web.servlet.resource.ResourceUrlProvider} for the second name.
 */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {

    private static final String WITH_DIGEST = "/{file:.+-[0-9a-f]{32}\\.[a-z]+}";
    private static final Duration YEAR = Duration.ofDays(365);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        add(registry, WITH_DIGEST, CacheControl.maxAge(YEAR).cachePublic().immutable());
        add(registry, "/**", CacheControl.noCache());
    }

    private static void add(ResourceHandlerRegistry registry, String pattern, CacheControl cacheControl) {
        registry.addResourceHandler(pattern)
                .addResourceLocations("classpath:/static/")
                .setCacheControl(cacheControl)
                // Files in an image have no meaningful modification time.
                .setUseLastModified(false)
                .setEtagGenerator(StaticFiles::etag)
                .resourceChain(false)
                .addResolver(new CompressedFiles())
                .addResolver(new CachingResourceResolver(new ConcurrentMapCache("files")))
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"))
                .addTransformer(new PageLinks());
    }

    /** Strong: compressed and not, a file has two. */
    private static String etag(Resource file) {
        try (InputStream content = file.getInputStream()) {
            return '"' + DigestUtils.md5DigestAsHex(content) + '"';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
