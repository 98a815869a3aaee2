package fusion.movies.source;

import static fusion.movies.source.SourceException.Reason.SourceUnreachable;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server cannot respond now, and may have sent when to retry. */
final class RetryLaterException extends IOException {

    private static final long serialVersionUID = 1;

    private final @Nullable String retryAfter;

    /** @param retryAfter the header's value */
    RetryLaterException(int status, @Nullable String retryAfter) {
        super("it returned " + status);
        this.retryAfter = retryAfter;
    }

    Optional<Duration> wait(SourceUrl url, Patience patience) {
        Optional<Duration> asked = asked();
        if (asked.isPresent() && asked.get().compareTo(patience.longestPause()) > 0) {
            throw new SourceException(
                    SourceUnreachable,
                    "The source " + url + " could not be fetched: " + getMessage() + " and asks to retry in "
                            + asked.get().toSeconds() + " s.",
                    this);
        }
        return asked;
    }

    private Optional<Duration> asked() {
        if (retryAfter == null) {
            return Optional.empty();
        }
        try {
            if (retryAfter.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
            }
            Instant then = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
