package fusion.movies.plugin.status;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Objects of one kind.
 *
 * @param isAllowed false if the user is not allowed to list them; the report says so and still shows the others
 */
record Listing<T>(List<T> items, boolean isAllowed) {

    static <T> Listing<T> of(List<T> items) {
        return new Listing<>(items, true);
    }

    static <T> Listing<T> forbidden() {
        return new Listing<>(List.of(), false);
    }

    static <T> Listing<T> read(Supplier<List<T>> request) {
        try {
            return of(request.get());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return forbidden();
            }
            throw e;
        }
    }
}
