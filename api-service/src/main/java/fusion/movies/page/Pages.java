package fusion.movies.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Renders templates to HTML responses. */
@Component
class Pages {

    static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, UTF_8);

    private final Map<String, Template> templates = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler = Mustache.compiler()
            .nullValue("")
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .withLoader(Pages::template);
    private final ResourceUrlProvider files;

    Pages(ResourceUrlProvider files) {
        this.files = files;
    }

    /** A page that browsers cache and revalidate. */
    ResponseEntity<String> answer(HttpServletRequest request, String template, Object page) {
        String html = render(request, template, page);
        return ResponseEntity.ok()
                .contentType(HTML)
                .varyBy(HttpHeaders.ACCEPT)
                .eTag("W/\"" + DigestUtils.md5DigestAsHex(html.getBytes(UTF_8)) + '"')
                .cacheControl(CacheControl.noCache())
                .body(html);
    }

    String render(HttpServletRequest request, String template, Object page) {
        StringWriter html = new StringWriter();
        templates.computeIfAbsent(template, compiler::loadTemplate).execute(page, Site.of(request, files), html);
        return html.toString();
    }

    private static Reader template(String name) throws IOException {
        return new InputStreamReader(new ClassPathResource("templates/" + name + ".mustache").getInputStream(), UTF_8);
    }
}
