package fusion.movies.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A copy of the files that {@code docs/walk.md} uses, adapted to this machine's cluster. */
record Checkout(Path folder) {

    private static final Path REPOSITORY = Path.of("..");
    private static final Path FORMER = REPOSITORY.resolve("target/former");
    private static final String IMAGE = "cockroachdb/cockroach:v[\\w.-]+";

    /** Whether there is an operator to upgrade from. */
    static boolean hasFormer() {
        return Files.isDirectory(FORMER.resolve("chart"));
    }

    /**
     * @param films the stack's {@code seed}
     */
    static Checkout into(Path folder, Engine engine, String films) throws IOException {
        Checkout checkout = new Checkout(folder);
        checkout.copy(REPOSITORY, "chart", "");
        checkout.copy(REPOSITORY, "install", "");
        checkout.copy(REPOSITORY, "docs/walk", "");
        checkout.copy(FORMER, "chart", "former");
        UnaryOperator<String> database = text ->
                engine.image().map(image -> text.replaceAll(IMAGE, image)).orElse(text);
        checkout.edit("chart/values.yaml", database);
        checkout.edit("install/movies-operator.yaml", database);
        String apiImage = "movies-fusion/movies-api:" + version(checkout.read("chart/Chart.yaml"));
        checkout.edit(
                "former/chart/values.yaml",
                text -> database.apply(text)
                        .replace("tag: \"\"", "tag: former")
                        .replace("apiImage: \"\"", "apiImage: " + apiImage));
        checkout.edit("install/monitoring/prometheus-rule.yaml", Prometheus::impatient);
        checkout.edit("docs/walk/movies.yaml", text -> text.replaceFirst("seed:\n.*\n.*url: .*", "seed: " + films));
        return checkout;
    }

    private static String version(String chart) {
        return chart.replaceAll("(?s).*appVersion: \"?([\\w.-]+).*", "$1");
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private void edit(String file, UnaryOperator<String> change) throws IOException {
        Files.writeString(folder.resolve(file), change.apply(read(file)));
    }

    private void copy(Path from, String name, String to) throws IOException {
        try (Stream<Path> files = Files.walk(from.resolve(name))) {
            for (Path file : files.toList()) {
                Path target = folder.resolve(to).resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
