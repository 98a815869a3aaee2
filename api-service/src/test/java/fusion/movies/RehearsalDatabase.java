package fusion.movies;

import fusion.movies.source.Sources;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A database for api-service/aot-cache: prints what the service is to be told of it, and stays until its input ends. It has as many movies as a
 * usual database, of as many words and names, so that the JVM learns where the building of a model spends its time: made of the bundled ones' words,
 * and the same each time.
 */
public final class RehearsalDatabase {

    private static final int MOVIES = 36_000;
    private static final int EXTRACTS = 4;

    private final Random random = new Random(1);
    private final List<JsonNode> bundled;
    private final List<String> titleWords;
    private final List<String> nameWords;

    private RehearsalDatabase(List<JsonNode> bundled) {
        this.bundled = bundled;
        titleWords = words(bundled.stream().map(movie -> movie.get("title")));
        nameWords = words(bundled.stream().flatMap(movie -> movie.get("cast").valueStream()));
    }

    static void main() throws IOException {
        var database = TestDatabase.create();
        TestFilms.insert(new RehearsalDatabase(readBundled()).movies(), database);
        database.apiEnvironment().forEach((name, value) -> System.out.println(name + "=" + value));
        System.out.println();
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static List<JsonNode> readBundled() throws IOException {
        try (var json = Sources.class.getResourceAsStream("films.json")) {
            return JsonMapper.shared().readTree(json).valueStream().toList();
        }
    }

    private static List<String> words(Stream<JsonNode> texts) {
        return texts.flatMap(text -> Stream.of(text.asString().split(" "))).toList();
    }

    private JsonNode movies() {
        var movies = JsonNodeFactory.instance.arrayNode();
        IntStream.range(0, MOVIES).forEach(number -> movies.add(movie()));
        return movies;
    }

    private ObjectNode movie() {
        var pattern = any(bundled);
        ObjectNode movie = ((ObjectNode) pattern).deepCopy();
        movie.put("title", phrase(titleWords, 1 + random.nextInt(4)));
        ArrayNode cast = movie.putArray("cast");
        pattern.get("cast").forEach(name -> cast.add(phrase(nameWords, 2)));
        movie.put(
                "extract",
                IntStream.range(0, EXTRACTS)
                        .mapToObj(number -> any(bundled).path("extract").asString(""))
                        .collect(Collectors.joining(" ")));
        return movie;
    }

    private String phrase(List<String> words, int length) {
        var phrase = new ArrayList<String>();
        for (var word = 0; word < length; word++) {
            phrase.add(any(words));
        }
        return String.join(" ", phrase);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
