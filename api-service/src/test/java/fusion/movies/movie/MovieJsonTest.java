package fusion.movies.movie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MovieJsonTest {

    private static final MovieJson AMELIE = MovieJson.of(
            JsonMapper.shared(),
            new Movie(
                    7L,
                    "Le fabuleux destin d'Amélie \"Poulain\"",
                    2001L,
                    List.of("Audrey Tautou", "Mathieu Kassovitz"),
                    List.of("Comedy"),
                    "Am%C3%A9lie",
                    "Paris.\n",
                    "https://films.example/amelie.jpg",
                    260L,
                    386L,
                    1L));

    private static final MovieJson BARE = MovieJson.of(
            JsonMapper.shared(), new Movie(8L, "Untold", null, null, List.of(), null, null, null, null, null, null));

    @Test
    void aResourceHasAThumbnailAndTheArticle() throws IOException {
        assertThat(text(AMELIE, Shape.RESOURCE)).isEqualTo("""
                {"id":7,"title":"Le fabuleux destin d'Amélie \\"Poulain\\"","year":2001,\
                "cast":["Audrey Tautou","Mathieu Kassovitz"],"genres":["Comedy"],"extract":"Paris.\\n",\
                "thumbnail":{"url":"https://films.example/amelie.jpg","width":260,"height":386},\
                "article":"https://en.wikipedia.org/wiki/Am%C3%A9lie"}""");
    }

    @Test
    void oldRoutesHaveTheColumnsInAlphabeticalOrder() throws IOException {
        assertThat(text(AMELIE, Shape.OLD)).isEqualTo("""
                {"cast_list":["Audrey Tautou","Mathieu Kassovitz"],"extract":"Paris.\\n","genres":["Comedy"],"id":7,\
                "thumbnail":"https://films.example/amelie.jpg","thumbnail_height":386,"thumbnail_width":260,\
                "title":"Le fabuleux destin d'Amélie \\"Poulain\\"","year":2001}""");
    }

    @Test
    void missingValuesAreNull() throws IOException {
        assertThat(text(BARE, Shape.RESOURCE)).isEqualTo("""
                {"id":8,"title":"Untold","year":null,"cast":null,"genres":[],"extract":null,"thumbnail":null,"article":null}""");
        assertThat(text(BARE, Shape.OLD)).isEqualTo("""
                {"cast_list":null,"extract":null,"genres":[],"id":8,"thumbnail":null,"thumbnail_height":null,\
                "thumbnail_width":null,"title":"Untold","year":null}""");
    }

    @Test
    void aSparseShapeHasTheRequestedFieldsAndTheId() throws IOException {
        assertThat(text(AMELIE, Shape.of(Set.of()))).isEqualTo("{\"id\":7}");
        assertThat(text(AMELIE, Shape.of(Set.of("year", "genres"))))
                .isEqualTo("{\"id\":7,\"year\":2001,\"genres\":[\"Comedy\"]}");
        assertThat(text(BARE, Shape.of(Set.of("id", "thumbnail", "article"))))
                .isEqualTo("{\"id\":8,\"thumbnail\":null,\"article\":null}");
        for (MovieJson movie : List.of(AMELIE, BARE)) {
            assertThat(text(movie, Shape.of(Set.copyOf(Shape.FIELDS)))).isEqualTo(text(movie, Shape.RESOURCE));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(Set.of("titel")))
                .withMessageContaining("titel");
    }

    @Test
    void aMovieIsReadFromTheMiddleOfAnArray() throws IOException {
        byte[] stored = AMELIE.stored();
        byte[] array = new byte[stored.length + 7];
        System.arraycopy(stored, 0, array, 4, stored.length);
        MovieJson movie = MovieJson.ofStored(array, 4, stored.length);
        MovieJson copy = movie.copy();

        assertThat(movie.id()).isEqualTo(7);
        for (Shape shape : List.of(Shape.RESOURCE, Shape.OLD, Shape.of(Set.of("cast")))) {
            assertThat(text(movie, shape)).isEqualTo(text(AMELIE, shape));
            byte[] target = new byte[movie.length(shape) + 2];
            assertThat(movie.copy(shape, target, 1)).isEqualTo(target.length - 1);
            assertThat(new String(target, 1, target.length - 2, StandardCharsets.UTF_8))
                    .isEqualTo(text(AMELIE, shape));
        }
        Arrays.fill(array, (byte) 0);
        assertThat(text(copy, Shape.RESOURCE)).isEqualTo(text(AMELIE, Shape.RESOURCE));
    }

    private static String text(MovieJson movie, Shape shape) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        movie.writeTo(out, shape);
        assertThat(out.size()).isEqualTo(movie.length(shape));
        return out.toString(StandardCharsets.UTF_8);
    }
}
