package fusion.movies.api;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MoviesControllerTest extends ApiTest {

    private static final int ALL = 29;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title=dark_knight | The Dark Knight Rises",
                "cast=tom_hanks | Philadelphia; Rodeo Days",
                "cast=hugh+jackman&cast=russell+crowe | Les Misérables",
                "cast=tom_hanks&title=rodeo | Rodeo Days",
                "genre=western | Salome, Where She Danced; The Hi-Lo Country; Rodeo Days",
                "genre=drama&genre=western | Salome, Where She Danced;",
                "genre=superhero&genre=martial+arts&genre_match=any | Spider-Man: Homecoming; Enter the Dragon; The Dark Knight Rises",
                "genre=drama&genre=silent&genre_match=all | Greed; The Little Princess",
                "year=1993 | Dazed and Confused; Philadelphia",
                "year_from=2018 | Pokémon Detective Pikachu; Us",
                "year_to=1920 | Pajama Parade; The Little Princess",
                "year_from=1992&year_to=1993&genre=drama | Philadelphia",
                "year_from=1993&year_to=1992 | ",
                "title=%25 | 99 and 44/100% Dead",
                "cast=unknown | ",
            })
    void filtersAreCombined(String query, String titles) {
        String[] expected = titles == null ? new String[0] : titles.split("; ?");

        assertThat(titles(api.json("/api/v1/movies?" + query))).containsExactlyInAnyOrder(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"year", "-year", "title", "-title"})
    void followingTheLinksReturnsEachMovieOnceInOrder(String sort) {
        List<JsonNode> films = new ArrayList<>();
        String next = "/api/v1/movies?limit=4&sort=" + sort;
        while (next != null) {
            JsonNode page = api.json(next);
            assertThat(page.get("movies").size()).isLessThanOrEqualTo(4);
            assertThat(page.get("total").asInt()).isEqualTo(ALL);
            assertThat(page.get("total_is_exact").asBoolean()).isTrue();
            page.get("movies").forEach(films::add);
            next = page.get("next").asString(null);
        }

        assertThat(films.stream().map(film -> film.get("id").asLong()).distinct())
                .hasSize(ALL);
        if (sort.endsWith("year")) {
            List<Integer> years =
                    films.stream().map(film -> film.get("year").asInt()).toList();
            assertThat(sort.startsWith("-") ? years.reversed() : years).isSorted();
        } else {
            String first =
                    films.get(sort.startsWith("-") ? ALL - 1 : 0).get("title").asString();
            assertThat(first).isEqualTo("12 Years a Slave");
        }
    }

    @Test
    void theLinkKeepsTheSearchAndIsAlsoInTheHeader() {
        HttpResponse<String> response = api.get("/api/v1/movies?genre=drama&year_from=1900&limit=1");
        String next = api.json("/api/v1/movies?genre=drama&year_from=1900&limit=1")
                .get("next")
                .asString();

        assertThat(next).startsWith("/api/v1/movies?genre=drama&year_from=1900&limit=1&after=");
        assertThat(response.headers().firstValue("Link")).hasValue("<" + next + ">; rel=\"next\"");
    }

    @Test
    void aPageWithAllMoviesHasNoNext() {
        JsonNode page = api.json("/api/v1/movies?year=1993&limit=2");

        assertThat(page.get("movies").size()).isEqualTo(2);
        assertThat(page.get("next").isNull()).isTrue();
    }

    @Test
    void aMovieIsFoundByItsId() {
        JsonNode listed =
                api.json("/api/v1/movies?title=dark+knight").get("movies").get(0);

        JsonNode film = api.json("/api/v1/movies/" + listed.get("id").asLong());

        assertThat(film).isEqualTo(listed);
        assertThat(film.get("thumbnail").get("width").asInt()).isEqualTo(320);
        assertThat(film.get("thumbnail").get("height").asInt()).isEqualTo(480);
        assertThat(film.get("article").asString()).isEqualTo("https://en.wikipedia.org/wiki/The_Dark_Knight_Rises");
    }

    @Test
    void anUnknownIdIsNotFound() {
        HttpResponse<String> response = api.get("/api/v1/movies/4711");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("There is no movie with the id 4711.");
    }

    @Test
    void genresHaveTheirNumberOfMovies() {
        JsonNode genres = api.json("/api/v1/genres").get("genres");

        assertThat(genres.get(0).get("genre").asString()).isEqualTo("Drama");
        assertThat(genres.get(0).get("films").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "Tom, Tom Hanks",
        "hanks, Tom Hanks",
        "tom%20h, Tom Hanks",
        "penel, Penélope Cruz",
        "LL, LL Cool J",
        "abdul-m, Yahya Abdul-Mateen II",
        "o'b, Edmond O'Brien",
    })
    void namesAreCompletedFromTheStartOfAnyWord(String prefix, String name) {
        assertThat(names(prefix)).contains(name);
    }

    @Test
    void namesWithTheMostMoviesAreFirst() {
        assertThat(names("tom")).containsExactly("Tom Hanks", "Tom Holland");
        assertThat(names("anks")).isEmpty();
        assertThat(names("%25")).isEmpty();
    }

    private List<String> names(String prefix) {
        return api.json("/api/v1/names?prefix=" + prefix)
                .get("names")
                .valueStream()
                .map(name -> name.get("name").asString())
                .toList();
    }

    private static List<String> titles(JsonNode page) {
        return page.get("movies")
                .valueStream()
                .map(film -> film.get("title").asString())
                .toList();
    }
}
