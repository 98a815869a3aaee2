package fusion.movies.film;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.film.FilmJson.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FilmJsonTest {

    private static final FilmJson AMELIE = FilmJson.of(
            JsonMapper.shared(),
            7,
            "Le fabuleux destin d'Amélie \"Poulain\"",
            2001L,
            List.of("Audrey Tautou", "Mathieu Kassovitz"),
            List.of("Comedy"),
            "Paris.\n",
            "https://films.example/amelie.jpg",
            260L,
            386L,
            "https://en.wikipedia.org/wiki/Am%C3%A9lie");

    private static final FilmJson BARE =
            FilmJson.of(JsonMapper.shared(), 8, "Untold", null, null, List.of(), null, null, null, null, null);

    @Test
    void newClientsGetAnObjectWithAThumbnailAndTheArticle() {
        assertThat(text(AMELIE, Shape.RESOURCE)).isEqualTo("""
                {"id":7,"title":"Le fabuleux destin d'Amélie \\"Poulain\\"","year":2001,\
                "cast":["Audrey Tautou","Mathieu Kassovitz"],"genres":["Comedy"],"extract":"Paris.\\n",\
                "thumbnail":{"url":"https://films.example/amelie.jpg","width":260,"height":386},\
                "article":"https://en.wikipedia.org/wiki/Am%C3%A9lie"}""");
    }

    @Test
    void oldClientsGetTheColumnsInAlphabeticalOrder() {
        assertThat(text(AMELIE, Shape.OLD)).isEqualTo("""
                {"cast_list":["Audrey Tautou","Mathieu Kassovitz"],"extract":"Paris.\\n","genres":["Comedy"],"id":7,\
                "thumbnail":"https://films.example/amelie.jpg","thumbnail_height":386,"thumbnail_width":260,\
                "title":"Le fabuleux destin d'Amélie \\"Poulain\\"","year":2001}""");
    }

    @Test
    void whatAFilmDoesNotHaveIsNullInEitherShape() {
        assertThat(text(BARE, Shape.RESOURCE)).isEqualTo("""
                {"id":8,"title":"Untold","year":null,"cast":null,"genres":[],"extract":null,"thumbnail":null,"article":null}""");
        assertThat(text(BARE, Shape.OLD)).isEqualTo("""
                {"cast_list":null,"extract":null,"genres":[],"id":8,"thumbnail":null,"thumbnail_height":null,\
                "thumbnail_width":null,"title":"Untold","year":null}""");
    }

    private static String text(FilmJson film, Shape shape) {
        var target = new byte[film.length(shape) + 2];
        assertThat(film.copy(shape, target, 1)).isEqualTo(target.length - 1);
        return new String(target, 1, target.length - 2, StandardCharsets.UTF_8);
    }
}
