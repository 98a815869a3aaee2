package fusion.movies.operator.truth;

import static fusion.movies.operator.truth.Row.broken;

import fusion.movies.operator.harness.PodStates;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;

/** The movies: their source, the loader, and what is served in the meantime. */
final class SeedRows {

    private static final String URL = "{seed: {source: {url: 'https://example.org/movies.json'}}}";
    private static final String CONFIG_MAP = "{seed: {source: {configMapRef: {name: movies-json, key: movies.json}}}}";
    private static final String CLAIM =
            "{seed: {source: {persistentVolumeClaim: {claimName: movies-disk, path: movies.json}}}}";
    private static final String SERVED = "253 movies are served by 2 pods. Not as specified: see Seeded.";

    static final List<Row> ROWS = List.of(
            broken("The loader is starting").when(Scene::runDatabase).waits("Seeded", "Loading", "The loader starts."),
            broken("The loader is reading its source")
                    .when(scene -> {
                        scene.runDatabase();
                        scene.kubelet().jobPod(scene.kubelet().seedJob(), PodStates.ready());
                    })
                    .waits("Seeded", "Loading", "The loader is reading its source."),
            broken("The movies are loaded, and the loader is finishing")
                    .when(scene -> {
                        scene.runDatabase();
                        Job job = scene.kubelet().seedJob();
                        scene.kubelet().jobPod(job, PodStates.ready());
                        scene.loader().record(job, "Loaded", 253);
                        scene.stack().awaitNextRound();
                    })
                    .waits("Seeded", "Loading", "The movies are loaded; the loader is finishing."),
            broken("seed.enabled is false")
                    .spec("{seed: {enabled: false}}")
                    .when(scene -> {
                        scene.kubelet().runDatabase();
                        scene.kubelet().runApi();
                    })
                    .works("Seeded", "Disabled", "seed.enabled is false: no movies are loaded.")
                    .works(
                            "Ready",
                            "Serving",
                            "Requests are answered by 2 pods. seed.enabled is false: this stack does not load movies."),
            loaderFails(
                    "The source's host does not respond",
                    "SourceUnreachable",
                    "https://example.org/movies.json cannot be read: Connection refused. Check seed.source.url."),
            loaderFails(
                    "The source responds with 404",
                    "SourceNotFound",
                    "https://example.org/movies.json returned 404; check seed.source.url."),
            loaderFails(
                    "The source is not JSON",
                    "SourceMalformed",
                    "https://example.org/movies.json is neither JSON nor gzip."),
            loaderFails(
                    "The source has another SHA-256",
                    "ChecksumMismatch",
                    "The source has the SHA-256 0000 and not the 1111 of seed.sha256."),
            broken("The loader is OOM-killed")
                    .when(scene -> {
                        scene.runDatabase();
                        Job job = scene.kubelet().seedJob();
                        scene.kubelet().jobPod(job, PodStates.ended("OOMKilled", 137, null));
                        scene.kubelet().jobEnds(job, false);
                    })
                    .fails(
                            "Seeded",
                            "OutOfMemory",
                            "The loader was OOM-killed: it exceeded its memory limit. Raise api.resources.limits.memory."),
            broken("The loader terminates without reporting a result")
                    .when(scene -> {
                        scene.runDatabase();
                        Job job = scene.kubelet().seedJob();
                        scene.kubelet().jobPod(job, PodStates.ended("Error", 143, null));
                        scene.kubelet().jobEnds(job, false);
                    })
                    .fails(
                            "Seeded",
                            "LoaderKilled",
                            "The loader terminated without reporting a result (Error, exit code 143). It is restarted and resumes."),
            broken("The ConfigMap does not exist")
                    .spec(CONFIG_MAP)
                    .when(Scene::runDatabase)
                    .fails(
                            "Seeded",
                            "SourceMissing",
                            "ConfigMap 'movies-json' does not exist in namespace 'default'. Create it with the key 'movies.json'."),
            broken("The ConfigMap lacks the key")
                    .spec(CONFIG_MAP)
                    .given(scene ->
                            scene.create(ConfigMap.class, "{metadata: {name: movies-json}, data: {films.json: '[]'}}"))
                    .when(Scene::runDatabase)
                    .fails(
                            "Seeded",
                            "SourceMissing",
                            "ConfigMap 'movies-json' has no key 'movies.json'; it has films.json. Add it, or correct seed.source.configMapRef.key."),
            broken("The claim with the movies does not exist")
                    .spec(CLAIM)
                    .when(Scene::runDatabase)
                    .fails(
                            "Seeded",
                            "SourceMissing",
                            "PersistentVolumeClaim 'movies-disk' does not exist in namespace 'default'. Create it, or correct seed.source.persistentVolumeClaim.claimName."),
            broken("The claim with the movies does not exist, but the API serves")
                    .when(scene -> {
                        scene.run();
                        scene.apply(CLAIM);
                        scene.stack().awaitCondition("ApiReady", "RollingOut");
                        scene.kubelet().runApi();
                    })
                    .fails(
                            "Seeded",
                            "SourceMissing",
                            "PersistentVolumeClaim 'movies-disk' does not exist in namespace 'default'. Create it, or correct seed.source.persistentVolumeClaim.claimName.")
                    .works("ApiReady", "PodsReady", "2 pods ready.")
                    .works("Ready", "Serving", SERVED),
            broken("A new source cannot be read while the former movies are served")
                    .when(scene -> {
                        scene.run();
                        scene.apply(URL);
                        scene.loader()
                                .fails(
                                        "SourceNotFound",
                                        "https://example.org/movies.json returned 404; check seed.source.url.");
                    })
                    .fails(
                            "Seeded",
                            "SourceNotFound",
                            "https://example.org/movies.json returned 404; check seed.source.url.")
                    .works("Ready", "Serving", SERVED),
            broken("A new source is being loaded while the former movies are served")
                    .when(scene -> {
                        scene.run();
                        scene.apply(URL);
                        scene.kubelet().jobPod(scene.kubelet().seedJob(), PodStates.ready());
                    })
                    .waits("Seeded", "Loading", "The loader is reading its source.")
                    .works("Ready", "Serving", SERVED));

    private SeedRows() {}

    private static Row loaderFails(String broken, String reason, String message) {
        return broken(broken)
                .spec(URL)
                .when(scene -> {
                    scene.runDatabase();
                    scene.loader().fails(reason, message);
                })
                .fails("Seeded", reason, message)
                .waits("ApiReady", "Waiting", "Waits for Seeded.")
                .fails("Ready", reason, "Seeded: " + message);
    }
}
