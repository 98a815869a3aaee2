package fusion.movies.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** The images that the cluster's nodes hold, as far as they tell. */
record Images(List<String> names) {

    static Images on(KubernetesClient client) {
        return new Images(client.nodes().list().getItems().stream()
                .flatMap(node -> node.getStatus().getImages().stream())
                .filter(image -> image.getNames() != null) // an image keeps none when another takes its name
                .flatMap(image -> image.getNames().stream())
                .filter(name -> !name.contains("@"))
                .toList());
    }

    Optional<String> find(String part) {
        return names.stream().filter(name -> name.contains(part)).findFirst();
    }
}
