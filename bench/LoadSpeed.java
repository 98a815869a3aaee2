import com.zaxxer.hikari.HikariDataSource;
import fusion.movies.load.LoadApplication;
import fusion.movies.movie.ContentDigest;
import fusion.movies.movie.Movie;
import fusion.movies.movie.NaturalKey;
import fusion.movies.schema.DesiredSchema;
import fusion.movies.schema.LoadRecord;
import fusion.movies.schema.MoviesTable;
import fusion.movies.schema.SchemaReconciler;
import fusion.movies.schema.Server;
import fusion.movies.schema.User;
import fusion.movies.source.SourceProperties;
import fusion.movies.source.Sources;
import fusion.movies.source.VerifiedSource;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
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
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Measures how fast movies are loaded into a server, next to the obvious alternatives: see bench/load. */
class LoadSpeed {

    private static final String MEMORY = "-Xmx96m";
    private static final String SOURCE_FORMAT = "file://%s";

    /** The server's settings, as bench/load passes them. */
    private record Target(
            String host, int port, String maintenance, String user, String password, Path ca, Path certificate, Path key)
            implements Server {

        @Override
        public Connection asAdministrator(String database) throws SQLException {
            Properties login = new Properties();
            login.setProperty("user", user);
            if (password != null) {
                login.setProperty("password", password);
            }
            if (certificate != null) {
                login.setProperty("sslcert", certificate.toString());
                login.setProperty("sslkey", key.toString());
            }
            return connect(database, login);
        }

        @Override
        public Connection as(User user, String database) throws SQLException {
            Properties login = new Properties();
            login.setProperty("user", user.name());
            login.setProperty("password", user.password());
            return connect(database, login);
        }

        private Connection connect(String database, Properties login) throws SQLException {
            login.setProperty("sslmode", ca == null ? "disable" : "verify-full");
            if (ca != null) {
                login.setProperty("sslrootcert", ca.toString());
            }
            login.setProperty("scramMaxIterations", "1000000");
            return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, login);
        }
    }

    private final Target server;
    private final User api = new User("bench_load_api", "bench");
    private final User loader = new User("bench_load_loader", "bench");
    private final Path movies;
    private final int warmUp;
    private final int rounds;
    private final int times;
    private final List<Row> rows = new ArrayList<>();
    private int databases;

    private LoadSpeed(Target server, Path movies, int warmUp, int rounds, int times) {
        this.server = server;
        this.movies = movies;
        this.warmUp = warmUp;
        this.rounds = rounds;
        this.times = times;
    }

    /** All settings are variables: arguments are visible in the process list. */
    static void main() throws Exception {
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT")).setLevel(ch.qos.logback.classic.Level.WARN);
        Target server = new Target(
                variable("BENCH_HOST", "127.0.0.1"),
                Integer.parseInt(variable("BENCH_PORT", "5432")),
                variable("BENCH_DATABASE", "postgres"),
                variable("BENCH_USER", "postgres"),
                variable("BENCH_PASSWORD", null),
                path("BENCH_CA"),
                path("BENCH_CERT"),
                path("BENCH_KEY"));
        new LoadSpeed(
                        server,
                        path("BENCH_MOVIES"),
                        Integer.parseInt(variable("WARM_UP", "10")),
                        Integer.parseInt(variable("ROUNDS", "3")),
                        Integer.parseInt(variable("TIMES", "10")))
                .run();
    }

    private void run() throws Exception {
        print("engine: " + engine());
        readRows();
        beside();
        asAProcess();
    }

    private void beside() throws Exception {
        String ready = rows.stream().map(Row::copied).collect(Collectors.joining());
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round < warmUp; round++) {
            time(new HashMap<>(), "COPY", name -> timed(() -> copy(name, ready)));
            time(new HashMap<>(), "the Job", name -> job(name, rows.size(), 0));
        }
        for (int round = 0; round < rounds; round++) {
            time(seconds, "row by row through Spring Data JDBC, a commit a row", name -> throughOrm(name, false));
            time(seconds, "row by row through Spring Data JDBC, one commit", name -> throughOrm(name, true));
            time(seconds, "COPY of rows made ready before, one connection", name -> timed(() -> copy(name, ready)));
            String database = create();
            add(seconds, "the Job: reading, judging, comparing, writing", job(database, rows.size(), 0));
            double before = secondsAtWork(database);
            add(seconds, "the Job again, with nothing changed", job(database, 0, rows.size()));
            if (before >= 0) {
                add(seconds, "of that the server at work, all sessions together", secondsAtWork(database) - before);
            }
            drop(database);
        }
        print("| way | seconds | movies/s |");
        print("|---|---|---|");
        seconds.forEach((way, all) -> print("| %s | %.2f | %.0f |".formatted(way, median(all), rows.size() / median(all))));
        if (!seconds.containsKey("of that the server at work, all sessions together")) {
            print("Not measured: the server's own busy time, which this engine does not report.");
        }
        double job = median(seconds.get("the Job: reading, judging, comparing, writing"));
        print("The Job is %.1f times as fast as row by row with a commit per row, and has %.2f of the speed of COPY."
                .formatted(
                        median(seconds.get("row by row through Spring Data JDBC, a commit a row")) / job,
                        median(seconds.get("COPY of rows made ready before, one connection")) / job));
    }

    private void asAProcess() throws Exception {
        print("| the Job as a process, start included, " + MEMORY + " | seconds | movies/s | resident at most |");
        print("|---|---|---|---|");
        for (int multiple : times > 1 ? new int[] {1, times} : new int[] {1}) {
            String database = create();
            Path many = multiplied(multiple);
            long start = System.nanoTime();
            long resident = process(database, many);
            double took = (System.nanoTime() - start) / 1e9;
            long count = number(database, "SELECT count(*) FROM movies");
            check(count == (long) rows.size() * multiple, count + " movies were loaded");
            print("| %d movies | %.1f | %.0f | %d MiB |".formatted(count, took, count / took, resident / 1024));
            Files.delete(many);
            drop(database);
        }
    }

    private interface Way {
        double seconds(String database) throws Exception;
    }

    private interface Task {
        void run() throws Exception;
    }

    private void time(Map<String, List<Double>> seconds, String way, Way load) throws Exception {
        String database = create();
        add(seconds, way, load.seconds(database));
        long count = number(database, "SELECT count(*) FROM movies");
        check(count == rows.size(), way + " loaded " + count);
        drop(database);
    }

    private static void add(Map<String, List<Double>> seconds, String way, double took) {
        seconds.computeIfAbsent(way, none -> new ArrayList<>()).add(took);
    }

    private String create() throws SQLException {
        String name = "bench_load_" + ProcessHandle.current().pid() + "_" + databases++;
        SchemaReconciler reconciler = new SchemaReconciler(server);
        reconciler.reconcile(new DesiredSchema(name, server.maintenance(), api, loader));
        reconciler.ensurePassword(api, name);
        reconciler.ensurePassword(loader, name);
        return name;
    }

    private void drop(String database) throws SQLException {
        try (Connection connection = server.asAdministrator(server.maintenance());
                Statement statement = connection.createStatement()) {
            String cascade = engine().startsWith("CockroachDB") ? " CASCADE" : "";
            statement.execute("DROP DATABASE " + database + cascade);
        }
    }

    /** In this JVM, whose start is not included; by the database's clock, as in the load record. */
    private double job(String database, long inserted, long skipped) throws SQLException {
        SpringApplication application = new SpringApplication(LoadApplication.class);
        application.setAdditionalProfiles("load");
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        List<String> arguments = new ArrayList<>();
        settings(database, movies).forEach((name, value) -> arguments.add(
                "--" + name.toLowerCase().replaceFirst("_", ".").replaceFirst("_", ".").replace("_", "-") + "=" + value));
        arguments.add("--logging.level.root=WARN");
        arguments.add("--spring.main.banner-mode=off");
        int code = SpringApplication.exit(application.run(arguments.toArray(String[]::new)));
        try (Connection connection = server.asAdministrator(database)) {
            LoadRecord record = LoadRecord.latest(connection).orElseThrow();
            check(
                    code == 0 && record.inserted() == inserted && record.skipped() == skipped,
                    "the Job ended with " + code + ": " + record);
            return Duration.between(record.startedAt(), record.finishedAt()).toNanos() / 1e9;
        }
    }

    private Map<String, String> settings(String database, Path source) {
        Map<String, String> settings = new HashMap<>();
        settings.put("MOVIES_DATABASE_HOST", server.host());
        settings.put("MOVIES_DATABASE_PORT", String.valueOf(server.port()));
        settings.put("MOVIES_DATABASE_NAME", database);
        settings.put("MOVIES_DATABASE_USER", loader.name());
        settings.put("MOVIES_DATABASE_PASSWORD", loader.password());
        if (server.ca() != null) {
            settings.put("MOVIES_DATABASE_CA", server.ca().toString());
        }
        settings.put("MOVIES_SEED_SOURCE", SOURCE_FORMAT.formatted(source.toUri().getRawPath()));
        settings.put("MOVIES_SEED_FINGERPRINT", "bench");
        settings.put("MOVIES_SEED_MAX_BYTES", String.valueOf(100L << 30));
        return settings;
    }

    private void copy(String database, String ready) throws SQLException, IOException {
        try (Connection connection = server.as(loader, database)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY movies (" + String.join(", ", MoviesTable.COLUMNS_OF_THE_LOADER) + ") FROM STDIN",
                            new StringReader(ready));
        }
    }

    private double throughOrm(String database, boolean oneCommit) throws Exception {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(new org.springframework.jdbc.datasource.AbstractDataSource() {
                @Override
                public Connection getConnection() throws SQLException {
                    return server.as(loader, database);
                }

                @Override
                public Connection getConnection(String user, String password) throws SQLException {
                    return getConnection();
                }
            });
            pool.setMaximumPoolSize(1);
            context.registerBean(DataSource.class, () -> pool);
            context.register(Orm.class);
            context.refresh();
            JdbcAggregateTemplate orm = context.getBean(JdbcAggregateTemplate.class);
            return timed(() -> {
                if (oneCommit) {
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                            .executeWithoutResult(status -> rows.forEach(orm::insert));
                } else {
                    rows.forEach(orm::insert);
                }
            });
        }
    }

    /** As the image runs it, with a heap that is too small for all movies. */
    private long process(String database, Path source) throws Exception {
        ProcessBuilder job = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                MEMORY,
                "-cp",
                System.getProperty("java.class.path"),
                "fusion.movies.MoviesApplication",
                "load");
        job.environment().putAll(settings(database, source));
        Path log = Files.createTempFile("bench-load", ".log");
        Process process = job.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        long resident = 0;
        while (process.isAlive()) {
            resident = Math.max(resident, resident(process));
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
        check(process.exitValue() == 0, "the Job failed; see " + log);
        Files.delete(log);
        return resident;
    }

    private static long resident(Process process) {
        try (Stream<String> status = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // it ended
        }
    }

    /** PostgreSQL's time spent on statements, once it is stable: sessions report it when they end. Negative if it is not reported. */
    private double secondsAtWork(String database) throws Exception {
        if (engine().startsWith("CockroachDB")) {
            return -1;
        }
        double last = -1;
        for (int i = 0; i < 60; i++) {
            double told = number(
                            server.maintenance(),
                            "SELECT CAST(active_time AS BIGINT) FROM pg_stat_database WHERE datname = '" + database + "'")
                    / 1000.0;
            if (told == last) {
                return told;
            }
            last = told;
            Thread.sleep(1000);
        }
        return last;
    }

    private String engine() throws SQLException {
        try (Connection connection = server.asAdministrator(server.maintenance());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version()")) {
            row.next();
            return row.getString(1);
        }
    }

    private long number(String database, String query) throws SQLException {
        try (Connection connection = server.asAdministrator(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void readRows() throws IOException {
        Set<Long> ids = new HashSet<>();
        SourceProperties properties = new SourceProperties(
                SOURCE_FORMAT.formatted(movies.toUri().getRawPath()), null, 100L << 30, null, null);
        try (VerifiedSource source = new Sources().open(properties)) {
            source.forEachRow(row -> {
                if (!(row instanceof fusion.movies.source.Row.Accepted(Movie movie))) {
                    throw new IllegalStateException("not a movie: " + row);
                }
                int occurrence = 0;
                while (!ids.add(NaturalKey.of(movie, occurrence).id())) {
                    occurrence++;
                }
                rows.add(Row.of(NaturalKey.of(movie, occurrence), movie));
            });
        }
    }

    /** The movies, each several times under different titles, one per line. */
    private Path multiplied(int multiple) throws IOException {
        Path file = Files.createTempFile("bench-load", ".jsonl");
        JsonMapper json = JsonMapper.shared();
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                movies.toString().endsWith(".gz")
                        ? new java.util.zip.GZIPInputStream(Files.newInputStream(movies))
                        : Files.newInputStream(movies),
                StandardCharsets.UTF_8))) {
            json.readTree(in).forEach(movie -> lines.add(movie.toString()));
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int copy = 0; copy < multiple; copy++) {
                for (String line : lines) {
                    out.write(copy == 0 ? line : line.replaceFirst("\"title\":\"", "\"title\":\"" + copy + " "));
                    out.newLine();
                }
            }
        }
        return file;
    }

    private static double timed(Task task) throws Exception {
        long start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static String variable(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static Path path(String name) {
        String value = variable(name, null);
        return value == null ? null : Path.of(value).toAbsolutePath();
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

        /** With ' in place of characters that older CockroachDB versions refuse in arrays by COPY; here only the time counts. */
        private static String array(List<String> texts) {
            return texts.stream()
                    .map(text -> '"' + text.replace('\\', '\'').replace('"', '\'') + '"')
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
