package fusion.movies.http;

import fusion.movies.index.MovieIndex;
import fusion.movies.model.Snapshot;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * A request for movies, with the read model as it was when the request came. Controllers take it as a parameter.
 *
 * @param etag weak, since Tomcat compresses no answer that has a strong one
 */
public record Question(Snapshot snapshot, String etag) {

    public MovieIndex index() {
        return snapshot.index();
    }

    /** 200 with the body; Spring makes it a 304 for a client that has it. */
    public <T> ResponseEntity<T> answer(T body) {
        return answer(body, null);
    }

    /** @param link the header of that name; null for none */
    public <T> ResponseEntity<T> answer(T body, String link) {
        var answer = ResponseEntity.ok()
                .eTag(etag)
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.AGE, String.valueOf(snapshot.age().toSeconds()));
        return (link == null ? answer : answer.header(HttpHeaders.LINK, link)).body(body);
    }
}
