package fusion.movies.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The origins whose pages may read responses.
 *
 * @param allowedOrigins allowed origins, such as https://movies.example, or * for any
 */
@ConfigurationProperties("movies.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {}
