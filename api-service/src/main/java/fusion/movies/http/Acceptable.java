package fusion.movies.http;

import java.util.Comparator;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/** The header Accept, also where it excludes a media type by q=0, which Spring takes for a low preference. */
class Acceptable extends HeaderContentNegotiationStrategy {

    private static final List<MediaType> ANSWERED = List.of(
            MediaType.APPLICATION_JSON,
            MediaType.TEXT_HTML,
            MediaType.TEXT_PLAIN,
            MediaType.APPLICATION_YAML);

    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
        var accepted = super.resolveMediaTypes(request);
        if (accepted.stream().allMatch(type -> type.getQualityValue() > 0)) {
            return accepted;
        }
        var left = ANSWERED.stream().filter(type -> isAccepted(type, accepted)).toList();
        if (left.isEmpty()) {
            throw new HttpMediaTypeNotAcceptableException(ANSWERED);
        }
        return left;
    }

    /** The most specific range decides. */
    private static boolean isAccepted(MediaType type, List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparingInt(Acceptable::specificity))
                .filter(range -> range.getQualityValue() > 0)
                .isPresent();
    }

    private static int specificity(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }
}
