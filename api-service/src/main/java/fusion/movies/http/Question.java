package fusion.movies.http;

import fusion.movies.index.MovieIndex;
import fusion.movies.model.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * A request for movies, with the read model as of its arrival. Controllers take it as a parameter.
 *
 * @param etag weak, since Tomcat does not compress a response with a strong one
 * @param whateverItIs whether the client sent {@code If-None-Match: *}; Spring only compares tags
 */
public record Question(Snapshot snapshot, String etag, boolean whateverItIs) {

    public MovieIndex index() {
        return snapshot.index();
    }

    /** 200 with the body; Spring turns it into a 304 for a client that has it. */
    public <T> ResponseEntity<T> answer(T body) {
        return answer(body, null);
    }

    /** @param link the header Link; absent: none */
    public <T> ResponseEntity<T> answer(T body, @Nullable String link) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        whateverItIs ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(etag)
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.AGE, String.valueOf(snapshot.age().toSeconds()));
        if (link != null) {
            answer.header(HttpHeaders.LINK, link);
        }
        return whateverItIs ? answer.build() : answer.body(body);
    }
}
