package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import fusion.movies.operator.truth.Told.EventType;
import java.util.List;

/** The stack as a whole. */
final class StackRows {

    private static final String PAUSED =
            "spec.paused is true: the operator does not change anything. The steps' conditions are from before the pause.";

    static final List<Row> ROWS = List.of(
            broken("Nothing")
                    .when(Scene::run)
                    .works("Ready", "Serving", "253 movies are served by 2 pods.")
                    .works(
                            "CertificatesReady",
                            "Issued",
                            "The nodes' certificate is valid until DATE, root's until DATE; both are renewed automatically.")
                    .works("DatabaseReady", "NodesReady", "1 node ready, VERSION.")
                    .works(
                            "SchemaReady",
                            "SchemaUpToDate",
                            "Database 'movies' has the tables, users and grants it needs.")
                    .works("ApiReady", "PodsReady", "2 pods ready.")
                    .works("Seeded", "Loaded", "253 movies are loaded."),
            broken("The stack was created paused")
                    .spec("{paused: true}")
                    .says("Ready", "Unknown", "Paused", PAUSED, EventType.Normal)
                    .suspended(),
            broken("The stack is paused while it serves")
                    .when(scene -> {
                        scene.run();
                        scene.apply("{paused: true}");
                    })
                    .says("Ready", "Unknown", "Paused", PAUSED, EventType.Normal)
                    .works("ApiReady", "PodsReady", "2 pods ready.")
                    .suspended());

    private StackRows() {}
}
