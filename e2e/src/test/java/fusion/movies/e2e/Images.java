package fusion.movies.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The images on the cluster's nodes, as far as they report them. */
record Images(List<String> names) {

    static Images on(KubernetesClient client) {
        return new Images(client.nodes().list().getItems().stream()
                .flatMap(node -> node.getStatus().getImages().stream())
                // An image whose name was taken over by another one has none.
                .flatMap(image -> Stream.ofNullable(image.getNames()).flatMap(List::stream))
                .filter(name -> !name.contains("@"))
                .toList());
    }

    Optional<String> find(String part) {
        return names.stream().filter(name -> name.contains(part)).findFirst();
    }
}
