package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Missing or broken movies, images and volumes are reported in a condition; the stack recovers when they are repaired.
 */
@OnCluster
class BrokenInputIT {

    private static final String NO_FILMS = "{api: {replicas: 0}, seed: {enabled: false}}";
    private static final String FILMS = "[{\"title\": \"Alien\", \"year\": 1979, \"cast\": [], \"genres\": []}]";

    private final TestNamespace namespace;
    private final Stack movies;
    private final Stack imageless;
    private final Stack unbound;
    private ToolsPod tools;

    BrokenInputIT(TestNamespace namespace) {
        this.namespace = namespace;
        movies = namespace.stack("movies");
        imageless = namespace.stack("imageless");
        unbound = namespace.stack("unbound");
    }

    @BeforeAll
    void stacks_without_films() {
        movies.apply(NO_FILMS);
        imageless.apply("{database: {image: 'localhost/no-such-image:1'}, api: {replicas: 0}, seed: {enabled: false}}");
        unbound.apply(
                "{database: {storage: {storageClassName: no-such-class}}, api: {replicas: 0}, seed: {enabled: false}}");
        namespace
                .client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("films")
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .withData(Map.of("text", "these are no movies", "cut-off", FILMS.replace("]}]", "]}, {\"tit")))
                        .build())
                .create();
        tools = ToolsPod.start(namespace);
        movies.awaitReady();
    }

    @Order(1)
    @ParameterizedTest(name = "{0} is named {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {name: nowhere, key: films} | SourceMissing   | ConfigMap 'nowhere' does not exist
            {name: films, key: nowhere} | SourceMissing   | has no key 'nowhere'
            {name: films, key: text}    | SourceMalformed | neither JSON nor gzip
            {name: films, key: cut-off} | SourceCutOff    | ends in the middle of row 2
            """)
    void a_ConfigMap(String ref, String reason, String sentence) {
        movies.apply(reading("configMapRef: " + ref));

        assertNamed(movies, "Seeded", reason, sentence);
    }

    @Test
    @Order(2)
    void a_source_that_answers_404_is_named_and_loaded_once_it_is_there() throws NoSuchAlgorithmException {
        tools.run("sh", "-c", "mkdir /tmp/web && httpd -p 8000 -h /tmp/web");
        String url = "http://%s:8000/films.json".formatted(tools.address());
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(FILMS.getBytes(StandardCharsets.UTF_8)));
        movies.apply("{api: {replicas: 0}, seed: {sha256: %s, source: {url: '%s'}}}".formatted(digest, url));
        assertNamed(movies, "Seeded", "SourceNotFound", url + " returned 404; check seed.source.url.");

        tools.run("sh", "-c", "printf %s '" + FILMS + "' >/tmp/web/films.json");

        movies.awaitCondition("Seeded", "True", Stack.UP);
        assertThat(movies.awaitReady().getStatus().seed().films()).isOne();
    }

    @Test
    @Order(3)
    void a_missing_database_image_is_reported_and_the_right_one_repairs_the_stack() {
        assertNamed(imageless, "DatabaseReady", "ImageUnavailable", "localhost/no-such-image:1");

        imageless.apply(NO_FILMS);

        imageless.awaitReady();
    }

    @Test
    @Order(3)
    void a_missing_storage_class_is_reported() {
        assertNamed(unbound, "DatabaseReady", "StorageClassMissing", "no StorageClass 'no-such-class'");
    }

    private static String reading(String source) {
        return "{api: {replicas: 0}, seed: {source: {%s}}}".formatted(source);
    }

    private static void assertNamed(Stack stack, String type, String reason, String sentence) {
        stack.await(
                "say %s: …%s…".formatted(reason, sentence),
                Stack.UP,
                seen -> Stack.condition(seen, type)
                        .filter(condition -> reason.equals(condition.getReason()))
                        .filter(condition -> condition.getMessage().contains(sentence))
                        .isPresent());
    }
}
