package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.NeedsRealFilms;
import fusion.movies.TestFilms;
import fusion.movies.movie.Movie;
import fusion.movies.movie.NaturalKey;
import fusion.movies.source.SourceProperties;
import fusion.movies.source.Sources;
import fusion.movies.source.VerifiedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadJobTest {

    private static final String CARMEN =
            "{\"title\": \"Carmen\", \"year\": 1915, \"cast\": [\"Theda Bara\"], \"genres\": [\"Drama\"]}";
    private static final String SHANE =
            "{\"title\": \"Shane\", \"year\": 1953, \"cast\": [\"Alan Ladd\", \"Jean Arthur\"], \"genres\": [\"Western\"]}";
    private static final String REAL = TestFilms.realSource();

    private static final Path NOWHERE = Path.of("/nowhere");

    @TempDir
    private Path folder;

    private Loads loads;

    @BeforeEach
    void aStackWithoutFilms() {
        loads = new Loads(folder);
    }

    @Test
    void theBundledMoviesAreLoaded() {
        LoadResult result = loads.load("bundled:");

        assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.Loaded);
        assertThat(result.inserted())
                .isEqualTo(result.films())
                .isEqualTo(loads.films())
                .isGreaterThan(200);
        assertThat(one("SELECT count(*) FROM movies WHERE 'Yahya Abdul-Mateen II' = ANY (cast_list)"))
                .isEqualTo(2);
    }

    @Test
    @NeedsRealFilms
    void allRealMoviesAreLoadedOnceAndASecondLoadWritesNothing() {
        assertThat(loads.load(REAL).inserted()).isEqualTo(36_273);

        LoadResult again = loads.load(REAL);

        assertThat(again.skipped()).isEqualTo(36_273);
        assertThat(again.inserted() + again.updated() + again.removed()).isZero();
        assertThat(loads.films()).isEqualTo(36_273);
        assertThat(one("SELECT count(DISTINCT natural_key) FROM movies")).isEqualTo(36_273);
        assertThat(one("SELECT max(id) FROM movies")).isLessThan(1L << 53);
    }

    @Test
    void onlyChangesAreWritten() {
        loads.load(loads.file("[" + CARMEN + "," + SHANE + "]"));

        LoadResult result = loads.load(loads.file(
                "[" + SHANE + "," + CARMEN.replace("Drama", "Opera") + ",{\"title\": \"Heat\", \"year\": 1995}]"));

        assertThat(result.inserted()).isEqualTo(1);
        assertThat(result.updated()).isEqualTo(1);
        assertThat(result.skipped()).isEqualTo(1);
        assertThat(loads.titles()).containsExactly("Carmen", "Heat", "Shane");
        assertThat(one("SELECT count(*) FROM movies WHERE genres = ARRAY['Opera']"))
                .isEqualTo(1);
    }

    @Test
    void specialCharactersArriveUnchanged() {
        String text = "a \\ b \\N {c, \"d\"} \t\r\n' é 東京 🎬 \\.";
        List<String> cast = List.of(text, "NULL", "", ",");

        loads.load(loads.file(
                JsonMapper.shared().writeValueAsString(Map.of("title", text, "cast", cast, "extract", "\\N"))));

        assertThat(loads.titles()).containsExactly(text);
        assertThat(loads.sql()
                        .sql("SELECT unnest(cast_list) FROM movies")
                        .query(String.class)
                        .list())
                .isEqualTo(cast);
        assertThat(one("SELECT count(*) FROM movies WHERE extract = E'\\\\N'")).isOne();
    }

    @Test
    void aMovieTwiceInTheSourceIsTwiceInTheTable() {
        String source = loads.file("[" + CARMEN + "," + CARMEN + "]");

        loads.load(source);
        loads.load(source);

        assertThat(loads.titles()).containsExactly("Carmen", "Carmen");
    }

    @Test
    void moviesGoneFromTheSourceStayUnlessPruned() {
        loads.load(loads.file("[" + CARMEN + "," + SHANE + "]"));
        String shorter = loads.file("[" + SHANE + "]");

        loads.load(shorter);
        assertThat(loads.titles()).containsExactly("Carmen", "Shane");

        assertThat(loads.load(Seed.pruning(shorter, 0)).removed()).isEqualTo(1);
        assertThat(loads.titles()).containsExactly("Shane");
    }

    @Test
    void nothingIsPrunedIfARejectedRowMayBeTheMissingMovie() {
        loads.load(loads.file("[" + CARMEN + "," + SHANE + "]"));

        LoadResult result =
                loads.load(Seed.pruning(loads.file("[" + SHANE + "," + CARMEN.replace("1915", "\"1915\"") + "]"), 1));

        assertThat(result.message())
                .endsWith(
                        "1 row is rejected: row 2: year is the string '1915', not an integer. Nothing was pruned, since a rejected row "
                                + "may be one of the movies that seem to be gone.");
        assertThat(loads.titles()).containsExactly("Carmen", "Shane");
    }

    @Test
    void rejectedRowsAreSkippedUpToTheLimit() {
        String source = loads.file("[" + CARMEN + ",{\"year\": 1},17," + SHANE + "]");

        LoadResult result = loads.load(Seed.rejecting(source, 2));

        assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.Loaded);
        assertThat(result.rejected()).isEqualTo(2);
        assertThat(result.message()).contains("row 2: title is missing; row 3: the row is 17, not an object");
        assertThat(loads.titles()).containsExactly("Carmen", "Shane");
    }

    @Test
    void oneRejectedRowTooManyLoadsNothing() {
        LoadResult result =
                loads.load(Seed.rejecting(loads.file("[" + CARMEN + ",{\"year\": 1},17," + SHANE + "]"), 1));

        assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.Failed);
        assertThat(result.reason()).isEqualTo("TooManyRejected");
        assertThat(loads.films()).isZero();
    }

    @Test
    void twoMoviesWhoseKeysShareAnIdAreBothKept() {
        long id = NaturalKey.of(
                        new Movie(null, "Carmen", 1915L, List.of(), List.of(), null, null, null, null, null, null), 0)
                .id();
        loads.sql()
                .sql(
                        "INSERT INTO movies (id, title, natural_key, content_digest) VALUES (?, 'Another', 'another key', 1)")
                .param(id)
                .update();

        loads.load(loads.file("[" + CARMEN + "]"));
        LoadResult again = loads.load(loads.file("[" + CARMEN + "]"));

        assertThat(loads.titles()).containsExactly("Another", "Carmen");
        assertThat(again.films()).isEqualTo(2);
    }

    @Test
    void theRecordHasTheOutcomeOfTheLoad() {
        loads.load(loads.file("[" + CARMEN + "," + SHANE + "]"));

        assertThat(loads.record())
                .containsEntry("state", "Loaded")
                .containsEntry("films", 2L)
                .containsEntry("inserted", 2L)
                .containsEntry("total", 2L)
                .containsEntry("rejected", 0L)
                .hasEntrySatisfying(
                        "source_digest", digest -> assertThat((String) digest).hasSize(64))
                .hasEntrySatisfying("finished_at", time -> assertThat(time).isNotNull());

        loads.load(loads.file("no films"));

        assertThat(loads.record()).containsEntry("state", "Failed").containsEntry("reason", "SourceMalformed");
    }

    @Test
    void anotherLoadSupersedesTheFirstWhenItWritesMovies() {
        loads.load(Seed.named(loads.file("[" + CARMEN + "]"), "first", NOWHERE));

        loads.load(Seed.named(loads.file("["), "second", NOWHERE));
        assertThat(state("first")).isEqualTo("Loaded");

        loads.load(Seed.named(loads.file("[" + SHANE + "]"), "second", NOWHERE));
        assertThat(state("first")).isEqualTo("Superseded");
        assertThat(state("second")).isEqualTo("Loaded");
    }

    @Test
    void theDataVersionChangesAtTheEndOfALoadThatWrote() {
        String empty = loads.version();

        loads.load(loads.file("no movies"));
        assertThat(loads.version()).isEqualTo(empty);

        loads.load(loads.file("[" + CARMEN + "]"));
        String loaded = loads.version();
        assertThat(loaded).isNotEqualTo(empty);

        loads.load(loads.file("[" + CARMEN + "]"));
        new LoadRecords(new Transactions(loads.pool(), Duration.ofSeconds(1)), "test").begin();
        assertThat(loads.version()).isEqualTo(loaded);
    }

    @Test
    void theDataVersionChangesAfterALoadThatContinuesAKilledOne() {
        loads.load(loads.file("[" + CARMEN + "]"));
        String loaded = loads.version();
        new LoadRecords(new Transactions(loads.pool(), Duration.ofSeconds(1)), "killed").begin();

        LoadResult result = loads.load(loads.file("[" + CARMEN + "]"));

        assertThat(result.skipped()).isOne();
        assertThat(loads.version()).isNotEqualTo(loaded);
    }

    @Test
    void theDataVersionChangesAfterALoadThatFailedHalfway() {
        loads.load(loads.file("[" + CARMEN + "]"));
        String loaded = loads.version();
        loads.sql()
                .sql("ALTER TABLE movies ADD CONSTRAINT no_shane CHECK (title <> 'Shane')")
                .update();

        LoadResult result =
                loads.load(loads.file("[" + CARMEN.replace("Drama", "Opera") + "," + manyMovies() + "," + SHANE + "]"));

        assertThat(result.outcome()).isEqualTo(LoadResult.Outcome.Failed);
        assertThat(result.inserted()).isPositive();
        assertThat(loads.version()).isNotEqualTo(loaded);
    }

    @Test
    void theTerminationMessageIsOneJsonObject() throws IOException {
        Path log = Files.createFile(folder.resolve("termination-log"));
        loads.load(Seed.named(loads.file("[" + CARMEN + "]"), "test", log));

        JsonNode message = JsonMapper.shared().readTree(Files.readString(log));

        assertThat(message.propertyNames())
                .containsExactly(
                        "outcome",
                        "reason",
                        "message",
                        "films",
                        "inserted",
                        "updated",
                        "skipped",
                        "removed",
                        "rejected",
                        "seconds");
        assertThat(message.get("outcome").asString()).isEqualTo("Loaded");
        assertThat(message.get("films").asLong()).isEqualTo(1);
    }

    @Test
    void theExitCodeReportsWhetherMoviesWereLoaded() {
        LoadJob good = job(Seed.of("bundled:"));
        LoadJob bad = job(Seed.of("file:///none"));

        good.run(new DefaultApplicationArguments());
        bad.run(new DefaultApplicationArguments());

        assertThat(good.getExitCode()).isZero();
        assertThat(bad.getExitCode()).isEqualTo(1);
    }

    @Test
    void anErrorOfTheJvmIsAlsoReported() {
        Seed seed = Seed.of("bundled:");
        LoadJob job = new LoadJob(
                loads.pool(),
                new Sources() {
                    @Override
                    public VerifiedSource open(SourceProperties source) {
                        throw new NoClassDefFoundError("a module is not in the image");
                    }
                },
                seed.source(),
                seed.seed(),
                JsonMapper.shared());

        job.run(new DefaultApplicationArguments());

        assertThat(job.result().reason()).isEqualTo("Unexpected");
        assertThat(job.result().message()).contains("a module is not in the image");
        assertThat(state("test")).isEqualTo("Failed");
    }

    @Test
    @NeedsRealFilms
    void repeatedlyCutConnectionsLoseAndDuplicateNothing() {
        CompletableFuture<LoadResult> load = CompletableFuture.supplyAsync(() -> loads.load(REAL));
        int cuts = 0;
        while (!load.isDone()) {
            if (one("SELECT count(*) FROM movies") > cuts * 6_000L) {
                cuts += one(
                                        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'movies_loader' AND datname = current_database()")
                                > 0
                        ? 1
                        : 0;
            }
        }

        assertThat(load.join().outcome()).isEqualTo(LoadResult.Outcome.Loaded);
        assertThat(cuts).isGreaterThan(3);
        assertThat(loads.films()).isEqualTo(36_273);
        assertThat(one("SELECT count(DISTINCT natural_key) FROM movies")).isEqualTo(36_273);
    }

    @Test
    @NeedsRealFilms
    void twoConcurrentLoadsLeaveEachMovieOnce() {
        Loads one = loads;
        List<CompletableFuture<LoadResult>> both = List.of(
                CompletableFuture.supplyAsync(() -> one.load(REAL)),
                CompletableFuture.supplyAsync(() -> one.load(REAL)));

        assertThat(both).allSatisfy(load -> assertThat(load.join().outcome()).isEqualTo(LoadResult.Outcome.Loaded));
        assertThat(loads.films()).isEqualTo(36_273);
    }

    /** More than are written in one transaction. */
    private static String manyMovies() {
        return IntStream.range(0, 20_000)
                .mapToObj(number -> "{\"title\": \"Reel " + number + "\"}")
                .collect(Collectors.joining(","));
    }

    private LoadJob job(Seed seed) {
        return new LoadJob(loads.pool(), new Sources(), seed.source(), seed.seed(), JsonMapper.shared());
    }

    private String state(String fingerprint) {
        return loads.sql()
                .sql("SELECT state FROM movies_load WHERE fingerprint = ?")
                .param(fingerprint)
                .query(String.class)
                .single();
    }

    private long one(String query) {
        return loads.sql().sql(query).query(Long.class).single();
    }
}
