package fusion.movies.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How questions are answered over HTTP.
 *
 * @param cache the memory that answers are kept in, absent: a quarter of the heap; 0: none is kept
 * @param allowedOrigins sites whose pages may ask, such as https://films.example, or * for any
 */
@ConfigurationProperties("movies.answers")
record AnswerProperties(DataSize cache, @DefaultValue List<String> allowedOrigins) {

    AnswerProperties {
        // More would leave the collector of a small heap nothing to do but collect.
        cache = cache == null ? DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 4) : cache;
    }
}
