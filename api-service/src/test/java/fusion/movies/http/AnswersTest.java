package fusion.movies.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fusion.movies.film.FilmJson;
import fusion.movies.film.FilmJson.Shape;
import fusion.movies.http.Answers.Found;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AnswersTest {

    private static final String VERSION = "one";

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void aFilmThatManyAnswersHaveIsKeptOnce() {
        var answers = new Answers(100_000, metrics);
        var film = film(1, "x".repeat(20_000));

        IntStream.range(0, 100).forEach(number -> answers.keep("/" + number, VERSION, list(film)));

        assertThat(IntStream.range(0, 100))
                .allSatisfy(number -> assertThat(answers.find("/" + number, VERSION))
                        .map(Found::answer)
                        .hasValue(list(film).answer()));
        assertThat(metrics.get("cache.gets").tag("result", "hit").counter().count())
                .isEqualTo(100);
    }

    @Test
    void anAnswerOfWhichAFilmHadToGoIsAskedForAnew() {
        var answers = new Answers(10_000, metrics);

        answers.keep("/", VERSION, list(film(1, "Short"), film(2, "x".repeat(20_000))));

        await().untilAsserted(() -> assertThat(answers.find("/", VERSION)).isEmpty());
    }

    @Test
    void anAnswerIsFoundForTheFilmsItWasMadeOfOnly() {
        var answers = new Answers(100_000, metrics);
        answers.keep("/old", VERSION, list(film(1, "Old")));

        assertThat(answers.find("/old", "two")).isEmpty();

        answers.keep("/new", "two", list(film(1, "New")));
        assertThat(answers.find("/new", "two"))
                .map(Found::answer)
                .hasValueSatisfying(answer -> assertThat(((FilmAnswer) answer).films())
                        .extracting(film -> film.length(Shape.OLD))
                        .containsExactly(film(1, "New").length(Shape.OLD)));
        assertThat(answers.find("/old", VERSION)).isEmpty();
    }

    private static Found list(FilmJson... films) {
        return new Found(new FilmAnswer("[", List.of(films), Shape.OLD, "]"), "/", null);
    }

    private static FilmJson film(long id, String title) {
        return FilmJson.of(JsonMapper.shared(), id, title, 1990L, List.of(), List.of(), null, null, null, null, null);
    }
}
