package fusion.movies.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How questions are answered over HTTP.
 *
 * @param cache the memory that answers are kept in; 0: none is kept; absent: three eighths of the heap, or none where the heap is small
 * @param allowedOrigins sites whose pages may ask, such as https://films.example, or * for any
 */
@ConfigurationProperties("movies.answers")
record AnswerProperties(DataSize cache, @DefaultValue List<String> allowedOrigins) {

    /** All films, in every answer that has them, take 58 MB: far less is little help, and gives the collector of a small heap nothing but work. */
    private static final DataSize SMALL_HEAP = DataSize.ofMegabytes(128);

    AnswerProperties {
        cache = cache == null ? partOf(Runtime.getRuntime().maxMemory()) : cache;
    }

    private static DataSize partOf(long heap) {
        return DataSize.ofBytes(heap < SMALL_HEAP.toBytes() ? 0 : heap / 8 * 3);
    }
}
