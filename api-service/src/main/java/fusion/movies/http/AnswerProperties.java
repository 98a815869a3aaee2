package fusion.movies.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How questions are answered over HTTP.
 *
 * @param cache the memory that answers are kept in; 0: none is kept
 * @param allowedOrigins sites whose pages may ask, such as https://films.example, or * for any
 */
@ConfigurationProperties("movies.answers")
record AnswerProperties(
        @DefaultValue("32MB") DataSize cache, @DefaultValue List<String> allowedOrigins) {}
