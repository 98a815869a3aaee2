import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Prints how many tests of each module passed, failed, were repeated and were skipped, from the reports that Surefire and
 * Failsafe wrote; then each test that did not simply pass, with its reason. Ignores reports of earlier runs.
 *
 * <p>Arguments: the repository, the start of the run in seconds since 1970, the tested modules.
 */
class TestSummary {

    private static final int WIDTH = 240;

    /** Column of JaCoCo's table; the next one has the covered lines. */
    private static final int LINES_MISSED = 7;

    enum Outcome {
        PASSED("passed"),
        FAILED("failed"),
        FLAKY("passed when repeated"),
        SKIPPED("skipped");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    record Test(String module, Outcome outcome, String name, String reason) {}

    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]);
        Instant start = Instant.ofEpochSecond(Long.parseLong(arguments[1]));
        List<String> modules = List.of(arguments).subList(2, arguments.length);
        List<Test> tests = new ArrayList<>();
        for (String module : modules) {
            for (String kind : List.of("surefire", "failsafe")) {
                Path folder = repository.resolve(module, "target", kind + "-reports");
                for (Path report : reports(folder, start)) {
                    tests.addAll(read(module, report));
                }
            }
        }
        System.out.println("\nTests");
        for (String module : modules) {
            List<Test> own = tests.stream().filter(test -> test.module.equals(module)).toList();
            System.out.printf("  %-12s %s%s%n", module, counts(own), coverage(repository.resolve(module), start));
        }
        System.out.printf("  %-12s %s%n", "all", counts(tests));
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.FLAKY, Outcome.SKIPPED)) {
            list(outcome, tests.stream().filter(test -> test.outcome == outcome).toList());
        }
    }

    /** The share of the module's lines that its own tests execute; empty if JaCoCo wrote no report in this run. */
    private static String coverage(Path module, Instant start) throws IOException {
        Path table = module.resolve("target/site/jacoco/jacoco.csv");
        if (!Files.exists(table) || Files.getLastModifiedTime(table).toInstant().isBefore(start)) {
            return "";
        }
        long missed = 0;
        long covered = 0;
        List<String> rows = Files.readAllLines(table);
        for (String row : rows.subList(1, rows.size())) {
            String[] columns = row.split(",");
            missed += Long.parseLong(columns[LINES_MISSED]);
            covered += Long.parseLong(columns[LINES_MISSED + 1]);
        }
        return ", %d %% of %d lines covered".formatted(100 * covered / Math.max(1, missed + covered), missed + covered);
    }

    private static List<Path> reports(Path folder, Instant start) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> reports = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                boolean isReport = file.getFileName().toString().matches("TEST-.*\\.xml");
                if (isReport && !Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
                    reports.add(file);
                }
            }
        }
        return reports;
    }

    private static List<Test> read(String module, Path report) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        NodeList cases = factory.newDocumentBuilder().parse(report.toFile()).getElementsByTagName("testcase");
        List<Test> tests = new ArrayList<>();
        for (int i = 0; i < cases.getLength(); i++) {
            tests.add(test(module, (Element) cases.item(i)));
        }
        return tests;
    }

    private static Test test(String module, Element test) {
        String type = test.getAttribute("classname");
        String simple = type.substring(type.lastIndexOf('.') + 1);
        String method = test.getAttribute("name");
        // A class that is skipped as a whole has one entry without a method.
        String name = method.isEmpty() || method.equals(type) ? simple : simple + "." + method;
        Map<String, Outcome> marks = new LinkedHashMap<>();
        marks.put("failure", Outcome.FAILED);
        marks.put("error", Outcome.FAILED);
        marks.put("skipped", Outcome.SKIPPED);
        marks.put("flakyFailure", Outcome.FLAKY);
        marks.put("flakyError", Outcome.FLAKY);
        for (Map.Entry<String, Outcome> mark : marks.entrySet()) {
            if (test.getElementsByTagName(mark.getKey()).item(0) instanceof Element element) {
                return new Test(module, mark.getValue(), name, reason(element));
            }
        }
        return new Test(module, Outcome.PASSED, name, "");
    }

    private static String reason(Element element) {
        String message = element.getAttribute("message");
        String text = message.isBlank() ? element.getTextContent() : message;
        String line = text.split("\n\\s+at ", 2)[0]
                .replaceFirst("^\\s*[\\w.$]+(Exception|Error):", "")
                .strip()
                .replaceAll("\\s+", " ");
        return line.isEmpty() ? "no reason given" : line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line;
    }

    private static String counts(List<Test> tests) {
        if (tests.isEmpty()) {
            return "NO TESTS RAN";
        }
        List<String> counts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            long number = tests.stream().filter(test -> test.outcome == outcome).count();
            if (number > 0 || outcome == Outcome.PASSED || outcome == Outcome.FAILED) {
                counts.add(number + " " + outcome.words);
            }
        }
        return String.join(", ", counts);
    }

    /** Lists the tests, grouped by reason. */
    private static void list(Outcome outcome, List<Test> tests) {
        if (tests.isEmpty()) {
            return;
        }
        System.out.printf("%n%d %s:%n", tests.size(), outcome.words.toUpperCase(java.util.Locale.ROOT));
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (Test test : tests) {
            byReason.computeIfAbsent(test.reason, _ -> new ArrayList<>()).add(test.module + ": " + test.name);
        }
        byReason.forEach((reason, names) -> {
            System.out.println("  " + reason);
            names.forEach(name -> System.out.println("    " + name));
        });
    }
}
