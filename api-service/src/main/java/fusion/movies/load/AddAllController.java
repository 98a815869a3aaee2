package fusion.movies.load;

import fusion.movies.source.SourceException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The old way to load movies: responds as it always did, and inserts only missing ones. */
@RestController
class AddAllController {

    private final AddAll addAll;
    private final SeedProperties seed;

    AddAllController(AddAll addAll, SeedProperties seed) {
        this.addAll = addAll;
        this.seed = seed;
    }

    @GetMapping(path = "/addall", produces = MediaType.TEXT_PLAIN_VALUE)
    String addAll() throws IOException {
        if (!seed.addall()) {
            throw problem(
                    HttpStatus.FORBIDDEN,
                    "This service does not load movies by request; spec.seed.addall enables it.",
                    null);
        }
        try {
            Optional<String> refusal = addAll.run();
            if (refusal.isPresent()) {
                throw problem(HttpStatus.CONFLICT, refusal.get(), null);
            }
            return "ok";
        } catch (SourceException e) {
            throw problem(HttpStatus.BAD_GATEWAY, e.getMessage(), e);
        } catch (LoadException e) {
            throw problem(
                    switch (e.reason()) {
                        case DatabaseUnavailable, DatabaseRefused -> HttpStatus.SERVICE_UNAVAILABLE;
                        case TooManyRejected -> HttpStatus.BAD_GATEWAY;
                        case Unexpected -> HttpStatus.INTERNAL_SERVER_ERROR;
                    },
                    e.getMessage(),
                    e);
        }
    }

    private static ErrorResponseException problem(HttpStatus status, String sentence, @Nullable Exception cause) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, sentence), cause);
    }
}
