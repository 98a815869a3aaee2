package fusion.movies.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import fusion.movies.TestDatabase;
import fusion.movies.TestFilms;
import fusion.movies.movie.ContentDigest;
import fusion.movies.movie.Movie;
import fusion.movies.movie.NaturalKey;
import fusion.movies.schema.MoviesTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How fast films are loaded, beside the ways one would compare it with. No test: bench/load runs it and prints what it finds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoadSpeed {

    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int TIMES = Integer.getInteger("times", 10);
    private static final String MEMORY = "-Xmx96m";

    private final JdbcClient outside =
            JdbcClient.create(TestDatabase.createEmpty().dataSource());

    @TempDir
    private Path folder;

    private interface Way {
        void load(TestDatabase database) throws Exception;
    }

    @Test
    @Order(1)
    void beside() throws Exception {
        List<Row> rows = rows();
        String copy = rows.stream().map(Row::copied).collect(Collectors.joining());
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("row by row through Spring Data JDBC, a commit a row", database -> throughOrm(database, rows, false));
        ways.put("row by row through Spring Data JDBC, one commit", database -> throughOrm(database, rows, true));
        ways.put("COPY of rows made ready before, one connection", database -> copy(database, copy));
        ways.put("the Job: reading, judging, comparing, writing", database -> job(database, 36_273, 0));
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        List<Double> again = new ArrayList<>();
        List<Double> atWork = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                TestDatabase database = TestDatabase.create();
                seconds.computeIfAbsent(way.getKey(), none -> new ArrayList<>())
                        .add(timed(() -> way.getValue().load(database)));
                if (way.getKey().startsWith("the Job")) {
                    double before = secondsAtWork(database);
                    again.add(timed(() -> job(database, 0, 36_273)));
                    atWork.add(secondsAtWork(database) - before);
                }
            }
        }
        seconds.put("the Job again, with nothing changed", again);
        seconds.put("of that the server at work, all sessions together", atWork);
        seconds.forEach((way, all) -> print("| %s | %.2f | %.0f |".formatted(way, median(all), 36_273 / median(all))));
    }

    /** The process as the image runs it, with a heap that would not hold the films. */
    @Test
    @Order(2)
    void memoryAndTime() throws Exception {
        for (int times : new int[] {1, TIMES}) {
            TestDatabase database = TestDatabase.create();
            Path films = multiplied(times);
            long start = System.nanoTime();
            long resident = process(database, films);
            double took = (System.nanoTime() - start) / 1e9;
            long count = JdbcClient.create(database.dataSource())
                    .sql("SELECT count(*) FROM movies")
                    .query(Long.class)
                    .single();
            assertThat(count).isEqualTo(36_273L * times);
            print("| %d films, %s | %.1f s | %.0f films/s | %d MiB resident at most |"
                    .formatted(count, MEMORY, took, count / took, resident / 1024));
            Files.delete(films);
        }
    }

    private void job(TestDatabase database, long inserted, long skipped) {
        try (Loads loads = new Loads(folder, database)) {
            LoadResult result = loads.load(TestFilms.realSource());
            assertThat(result.inserted()).isEqualTo(inserted);
            assertThat(result.skipped()).isEqualTo(skipped);
        }
    }

    /**
     * What PostgreSQL counts as time spent with statements, once it tells the same twice: sessions hand it in when they end, and not at once. Asked from
     * another database, so that asking does not count.
     */
    private double secondsAtWork(TestDatabase database) {
        String name = JdbcClient.create(database.dataSource())
                .sql("SELECT current_database()")
                .query(String.class)
                .single();
        List<Double> told = new ArrayList<>(List.of(-1.0));
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    told.add(outside.sql("SELECT active_time / 1000 FROM pg_stat_database WHERE datname = ?")
                            .param(name)
                            .query(Double.class)
                            .single());
                    return told.getLast().equals(told.get(told.size() - 2));
                });
        return told.getLast();
    }

    private static void copy(TestDatabase database, String rows) throws SQLException, IOException {
        try (Connection connection = database.asLoader().getConnection()) {
            new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn(
                            "COPY movies (" + String.join(", ", MoviesTable.COLUMNS_OF_THE_LOADER) + ") FROM STDIN",
                            new StringReader(rows));
        }
    }

    private static void throughOrm(TestDatabase database, List<Row> rows, boolean oneCommit) {
        try (var context = new AnnotationConfigApplicationContext()) {
            var pool = new HikariDataSource();
            pool.setDataSource(database.asLoader());
            pool.setMaximumPoolSize(1);
            context.registerBean(DataSource.class, () -> pool);
            context.register(Orm.class);
            context.refresh();
            JdbcAggregateTemplate orm = context.getBean(JdbcAggregateTemplate.class);
            if (oneCommit) {
                new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                        .executeWithoutResult(status -> rows.forEach(orm::insert));
            } else {
                rows.forEach(orm::insert);
            }
            pool.close();
        }
    }

    private long process(TestDatabase database, Path films) throws Exception {
        ProcessBuilder job = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                MEMORY,
                "-cp",
                System.getProperty("java.class.path"),
                "fusion.movies.MoviesApplication",
                "load");
        job.environment().putAll(database.loaderEnvironment());
        job.environment()
                .putAll(Map.of(
                        "MOVIES_SEED_SOURCE", films.toUri().toString(),
                        "MOVIES_SEED_FINGERPRINT", "speed",
                        "MOVIES_SEED_MAX_BYTES", String.valueOf(100L << 30)));
        Process process = job.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        long resident = 0;
        while (process.isAlive()) {
            resident = Math.max(resident, resident(process));
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
        assertThat(process.exitValue()).isZero();
        return resident;
    }

    private static long resident(Process process) {
        try (Stream<String> status = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // it has ended
        }
    }

    /** The real films, each several times under another title, a film a line. */
    private Path multiplied(int times) throws IOException {
        List<String> lines = new ArrayList<>();
        TestFilms.readReal().forEach(film -> lines.add(film.toString()));
        Path file = folder.resolve("films.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int copy = 0; copy < times; copy++) {
                for (String line : lines) {
                    out.write(copy == 0 ? line : line.replaceFirst("\"title\":\"", "\"title\":\"" + copy + " "));
                    out.newLine();
                }
            }
        }
        return file;
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        StoredDigests none = StoredDigests.none();
        IdAllocator ids = new IdAllocator(none, 40_000);
        try (InputStream in = Files.newInputStream(Path.of(URI.create(TestFilms.realSource())))) {
            new SourceReader(1 << 30, new RowVisitor() {
                        @Override
                        public void movie(Movie movie) {
                            rows.add(Row.of(ids.of(movie), movie));
                        }

                        @Override
                        public void rejected(long position, String fault) {
                            throw new IllegalStateException(fault);
                        }
                    })
                    .read(in);
        }
        return rows;
    }

    private interface Task {
        void run() throws Exception;
    }

    private static double timed(Task task) throws Exception {
        long start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }

    private static void print(String line) {
        System.out.println(line);
    }

    @Table("movies")
    record Row(
            @Id Long id,
            String title,
            Long year,
            List<String> castList,
            List<String> genres,
            String href,
            String extract,
            String thumbnail,
            Long thumbnailWidth,
            Long thumbnailHeight,
            Long position,
            String naturalKey,
            long contentDigest) {

        static Row of(NaturalKey key, Movie movie) {
            return new Row(
                    key.id(),
                    movie.title(),
                    movie.year(),
                    movie.cast(),
                    movie.genres(),
                    movie.href(),
                    movie.extract(),
                    movie.thumbnail(),
                    movie.thumbnailWidth(),
                    movie.thumbnailHeight(),
                    movie.position(),
                    key.text(),
                    ContentDigest.of(movie));
        }

        String copied() {
            return Stream.of(
                                    id,
                                    title,
                                    year,
                                    array(castList),
                                    array(genres),
                                    href,
                                    extract,
                                    thumbnail,
                                    thumbnailWidth,
                                    thumbnailHeight,
                                    position,
                                    naturalKey,
                                    contentDigest)
                            .map(value -> value == null
                                    ? "\\N"
                                    : value.toString()
                                            .replace("\\", "\\\\")
                                            .replace("\t", "\\t")
                                            .replace("\n", "\\n")
                                            .replace("\r", "\\r"))
                            .collect(Collectors.joining("\t"))
                    + "\n";
        }

        private static String array(List<String> texts) {
            return texts.stream()
                    .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    static class Orm extends AbstractJdbcConfiguration {

        @Bean
        NamedParameterJdbcOperations operations(DataSource database) {
            return new NamedParameterJdbcTemplate(database);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource database) {
            return new JdbcTransactionManager(database);
        }

        @Override
        public JdbcDialect jdbcDialect(NamedParameterJdbcOperations operations) {
            return JdbcPostgresDialect.INSTANCE;
        }
    }
}
