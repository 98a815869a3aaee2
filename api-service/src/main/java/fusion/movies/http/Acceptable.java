package fusion.movies.http;

import java.util.Comparator;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/** Evaluates the header Accept, including exclusion by q=0, which Spring treats as a low preference. */
class Acceptable extends HeaderContentNegotiationStrategy {

    private static final List<MediaType> ANSWERED =
            List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.TEXT_PLAIN, MediaType.APPLICATION_YAML);

    /** The type if nothing acceptable is left: errors are problems regardless of Accept. */
    private static final List<MediaType> PROBLEM = List.of(MediaType.APPLICATION_PROBLEM_JSON);

    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest request) {
        try {
            List<MediaType> accepted = super.resolveMediaTypes(request);
            if (accepted.stream().allMatch(type -> type.getQualityValue() > 0)) {
                return accepted;
            }
            List<MediaType> left =
                    ANSWERED.stream().filter(type -> isAccepted(type, accepted)).toList();
            return left.isEmpty() ? PROBLEM : left;
        } catch (HttpMediaTypeNotAcceptableException noMediaTypes) {
            return PROBLEM;
        }
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
