package fusion.movies.api;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.ApiTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests of the old API's clients, including those that the old API could not answer. */
class OldRoutesTest extends ApiTest {

    @Test
    void aMovieHasTheOldColumnsInAlphabeticalOrder() {
        assertThat(api.get("/title/the_dark_knight_rises").body())
                .matches("\\[\\{"
                        + "\"cast_list\":\\[\"Christian Bale\",\"Anne Hathaway\"],"
                        + "\"extract\":\"Eight years on, a masked man returns to his city.\","
                        + "\"genres\":\\[\"Superhero\"],"
                        + "\"id\":\\d+,"
                        + "\"thumbnail\":\"https://upload.wikimedia.org/dark_knight.jpg\","
                        + "\"thumbnail_height\":480,"
                        + "\"thumbnail_width\":320,"
                        + "\"title\":\"The Dark Knight Rises\","
                        + "\"year\":2012}]");
    }

    @Test
    void missingValuesAreNullOrEmptyLists() {
        JsonNode film = api.json("/title/pajama_parade").get(0);

        assertThat(film.get("cast_list").isEmpty()).isTrue();
        assertThat(film.get("genres").isEmpty()).isTrue();
        assertThat(film.get("extract").isNull()).isTrue();
        assertThat(film.get("thumbnail").isNull()).isTrue();
        assertThat(film.get("thumbnail_height").isNull()).isTrue();
        assertThat(film.get("thumbnail_width").isNull()).isTrue();
    }

    @Test
    void listsAreJsonWithTheirContentType() {
        HttpResponse<String> response = api.get("/year/1993");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void listsAreSortedByYearAndThenBySourceOrder() {
        assertThat(titles("/genre/western"))
                .containsExactly("Salome, Where She Danced", "Rodeo Days", "The Hi-Lo Country");
        assertThat(titles("/year/1993")).containsExactly("Dazed and Confused", "Philadelphia");
    }

    @ParameterizedTest
    @CsvSource({
        "/genre/Western, 3",
        "/genre/western, 3",
        "/genre/WESTERN, 3",
        "/genre/Science%20Fiction, 1",
        "/genre/science_fiction, 1",
        "/genre/martial_arts, 1",
        "/genre/Live_Action, 1",
        "/genre/found%20footage, 1",
        "/genre/sport, 1",
        "/genre/unknown, 0",
    })
    void genresAreFoundInAnySpelling(String path, int films) {
        assertThat(api.json(path).size()).isEqualTo(films);
    }

    @ParameterizedTest
    @CsvSource({
        "tom_hanks, 2",
        "Tom_Hanks, 2",
        "tom%20hanks, 2",
        "yahya_abdul-mateen_ii, 1",
        "Yahya_Abdul-Mateen_II, 1",
        "ana_de_armas, 1",
        "lupita_nyong'o, 2",
        "Lupita_Nyong%E2%80%99o, 2",
        "lupita_nyongo, 2",
        "penelope_cruz, 1",
        "Pen%C3%A9lope_Cruz, 1",
        "Pene%CC%81lope_Cruz, 1",
        "cher, 1",
        "zasu_pitts, 2",
        "yvonne_de_carlo, 1",
        "andy_garcia, 1",
        "matthew_mcconaughey, 1",
        "ll_cool_j, 1",
        "robert_downey_jr, 2",
        "robert_downey_jr., 2",
        "zendaya, 1",
        "jorgen_aebelo, 1",
        "weird_al_yankovic, 1",
        "back%5Cslash_jones, 1",
        "nobody_at_all, 0",
        "tom, 0",
    })
    void namesAreFoundInAnySpelling(String name, int films) {
        assertThat(api.json("/cast/fullname/" + name).size()).isEqualTo(films);
    }

    @ParameterizedTest
    @CsvSource({
        "/cast/firstname/tom/lastname/hanks, 2",
        "/cast/firstname/ana/lastname/de%20armas, 1",
        "/cast/firstname/matthew/lastname/mcconaughey, 1",
        "/cast/firstname/andy/lastname/garcia, 1",
        "/cast/firstname/yahya/middlename/abdul-mateen/lastname/ii, 1",
        "/cast/firstname/ana/middlename/de/lastname/armas, 1",
        "/cast/firstname/ll/middlename/cool/lastname/j, 1",
        "/cast/firstname/robert/middlename/downey/lastname/Jr., 2",
    })
    void namesAreFoundByTheirParts(String path, int films) {
        assertThat(api.json(path).size()).isEqualTo(films);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the_dark_knight_rises | The Dark Knight Rises",
                "pokemon | Pokémon Detective Pikachu",
                "les_miserables | Les Misérables",
                "LES%20MIS%C3%89RABLES | Les Misérables",
                "Face/Off | Face/Off",
                "Face%2FOff | Face/Off",
                "f/x | F/X",
                "44/100%25 | 99 and 44/100% Dead",
                "spider_man | Spider-Man: Homecoming",
                "us | Us",
                "orsted | Naïve Ørsted & Łódź",
                "lodz | Naïve Ørsted & Łódź",
                "what...%3F | What...?",
            })
    void titlesAreFoundInAnySpelling(String title, String found) {
        assertThat(titles("/title/" + title)).contains(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%25 | 99 and 44/100% Dead",
                "/ | 99 and 44/100% Dead, F/X, Face/Off",
                "%3F | What...?",
                ": | Spider-Man: Homecoming",
            })
    void aTermOfOnlyPunctuationIsLiteral(String title, String found) {
        assertThat(titles("/title/" + title)).containsExactlyInAnyOrder(found.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/title/_", "/title/%5C", "/title/%25%25", "/title/Robert'%3B%20DROP%20TABLE%20movies%3B--"})
    void charactersSpecialInSqlFindNothing(String path) {
        assertThat(api.json(path).isEmpty()).isTrue();
    }

    @Test
    void aYearWithoutMoviesIsAnEmptyList() {
        assertThat(api.get("/year/0").body()).isEqualTo("[]");
        assertThat(api.get("/year/999999999999999999").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/year/abc",
                "/year/-1",
                "/year/",
                "/genre/",
                "/cast/zendaya",
                "/cast/fullname/",
                "/nowhere",
                "/title",
                "/title/"
            })
    void anUnknownRouteIsNotFound(String path) {
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void otherClientsThanBrowsersGetAPlainTextWelcome() {
        HttpResponse<String> response = api.get("/");

        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body()).startsWith("Welcome");
    }

    @Test
    void aBrowserGetsTheSearchPage() {
        HttpResponse<String> response = api.get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(String.join(",", response.headers().allValues("Vary"))
                        .toLowerCase(Locale.ROOT)
                        .split(", *"))
                .contains("accept");
        assertThat(response.body()).contains("role=\"search\"");
    }

    private List<String> titles(String path) {
        return api.json(path)
                .valueStream()
                .map(film -> film.get("title"))
                .map(JsonNode::asString)
                .toList();
    }
}
