package fusion.movies.operator.status;

import fusion.movies.crd.MoviesStackStatus.ApiStatus;
import fusion.movies.crd.MoviesStackStatus.SeedStatus;
import java.util.Optional;

/**
 * The input of the condition Ready.
 *
 * @param api empty if the API could not be observed
 * @param movies the last successful load, as last seen: the API answers from its read model while the database
 *     is down
 * @param seedEnabled whether the stack loads its movies itself
 */
public record Serving(Optional<ApiStatus> api, Optional<SeedStatus> movies, boolean seedEnabled) {

    boolean isScaledToZero() {
        return api.map(ApiStatus::replicas).filter(number -> number == 0).isPresent();
    }

    boolean answers() {
        return api.map(ApiStatus::readyReplicas).filter(number -> number > 0).isPresent();
    }

    boolean hasMovies() {
        return movies.isPresent() || !seedEnabled;
    }

    /** The sentence of a stack that is Ready. */
    String sentence() {
        int pods = api.map(ApiStatus::readyReplicas).orElse(0);
        String by = " by " + pods + (pods == 1 ? " pod." : " pods.");
        if (movies.isPresent()) {
            return movies.get().films() + " movies are served" + by;
        }
        return "Requests are answered" + by + " seed.enabled is false: this stack does not load movies.";
    }
}
