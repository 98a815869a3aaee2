package fusion.movies.page;

import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Movies whose pictures the service serves itself ({@link Posters}). */
final class PageMovies {

    static final int MADE = 300;
    static final String DANGEROUS = "Trouble & <b>Strife</b> </script><script>window.broken = 1</script> {{root}}";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> GENRES = List.of(
            "Drama", "Comedy", "Western", "Crime", "Romance", "Horror", "War", "Mystery", "Noir", "Fantasy", "Musical",
            "Family", "Spy", "Sports");
    private static final List<String> FIRST = List.of("Ada", "Bruno", "Clara", "Dario", "Edda", "Felix", "Greta");
    private static final List<String> LAST = List.of("Quist", "Rowe", "Sander", "Tolvanen", "Ueda");
    private static final String TEXT =
            "A keeper of a lighthouse finds letters that no one sent, and reads them aloud to the sea. ";

    private static final Pattern SHOWN = Pattern.compile("\"title\":\"[^\"]*\\b(Star|Alien|Love)\\b|Tom Hanks");

    private PageMovies() {}

    /** Those that are hard to find, and 300 generated ones: from a hundred years, with upright, wide, missing and broken pictures. */
    static TestDatabase database() {
        TestDatabase database = TestDatabase.create();
        TestFilms.insert(all(), database);
        return database;
    }

    /** Some thousand real ones, with pictures of the original sizes. */
    static TestDatabase real() {
        TestDatabase database = TestDatabase.create();
        ArrayNode some = JSON.createArrayNode();
        int number = 0;
        for (JsonNode movie : TestFilms.readReal()) {
            if (number++ % 15 == 0
                    || movie.get("year").asInt() > 2021
                    || SHOWN.matcher(movie.toString()).find()) {
                some.add(movie);
            }
        }
        TestFilms.insert(drawn(some), database);
        return database;
    }

    private static JsonNode all() {
        ArrayNode all = (ArrayNode) TestFilms.readHardToFind();
        for (int number = 0; number < MADE; number++) {
            all.add(made(number));
        }
        all.add(plain(DANGEROUS));
        ObjectNode odd = plain("Odd names");
        List.of("A/B Sander", "Half; Semi", "100% Quist", "Plus + Rowe", "Qu?st #1")
                .forEach(odd.withArray("cast")::add);
        all.add(odd);
        return drawn(all);
    }

    private static ObjectNode plain(String title) {
        ObjectNode movie = JSON.createObjectNode().put("title", title).put("year", 1990);
        movie.putArray("cast");
        movie.putArray("genres");
        return movie;
    }

    private static ObjectNode made(int number) {
        ObjectNode movie = JSON.createObjectNode()
                .put("title", "Lighthouse No. " + (number + 1))
                .put("year", 1921 + number % 100)
                .put("href", "Lighthouse_" + number)
                .put("extract", TEXT.repeat(1 + number % 7).strip());
        ArrayNode cast = movie.putArray("cast");
        for (int person = 0; person < 2 + number % 9; person++) {
            cast.add(FIRST.get((number + person) % FIRST.size()) + " " + LAST.get((number / 3 + person) % LAST.size()));
        }
        movie.putArray("genres")
                .add(GENRES.get(number % GENRES.size()))
                .add(GENRES.get((number / 7 + 5) % GENRES.size()));
        if (number % 5 != 0) {
            boolean isWide = number % 7 == 0;
            movie.put("thumbnail", number % 11 == 0 ? "/posters/missing" : "drawn")
                    .put("thumbnail_width", isWide ? 320 : 258)
                    .put("thumbnail_height", isWide ? 240 : 387);
        }
        return movie;
    }

    private static JsonNode drawn(JsonNode movies) {
        int number = 0;
        for (JsonNode each : movies) {
            ObjectNode movie = (ObjectNode) each;
            number++;
            if (movie.has("thumbnail_width")
                    && !movie.get("thumbnail").asString().equals("/posters/missing")) {
                movie.put(
                        "thumbnail",
                        Posters.url(
                                movie.get("thumbnail_width").asInt(),
                                movie.get("thumbnail_height").asInt(),
                                number));
            }
        }
        return movies;
    }
}
