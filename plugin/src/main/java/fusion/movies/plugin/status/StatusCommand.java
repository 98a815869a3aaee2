package fusion.movies.plugin.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fusion.movies.crd.MoviesStack;
import fusion.movies.plugin.Cluster;
import fusion.movies.plugin.ClusterOptions;
import fusion.movies.plugin.ExitCode;
import fusion.movies.plugin.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kubectl movies status}: shows what stacks wait for, and all of their objects. */
@Command(
        name = "status",
        description = "Shows what stacks wait for and all of their objects.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    /** How the report is written. */
    enum Format {
        text,
        json
    }

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);

    private final Terminal terminal;

    @Mixin
    private ClusterOptions options;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The stack. Absent: all stacks of the namespace.")
    private @Nullable String name;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Stacks of all namespaces.")
    private boolean allNamespaces;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private Format format;

    public StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        try (Cluster cluster = options.connect()) {
            List<MoviesStack> stacks = name == null ? cluster.stacks(allNamespaces) : List.of(cluster.require(name));
            List<StackReport> reports = stacks.stream()
                    .map(stack -> StackReport.of(StackObjects.read(cluster, stack), Instant.now()))
                    .toList();
            if (format == Format.json) {
                terminal.out()
                        .println(JSON.writeValueAsString(name == null ? Map.of("items", reports) : reports.getFirst()));
            } else if (reports.isEmpty()) {
                terminal.err()
                        .println(
                                allNamespaces
                                        ? "There is no MoviesStack in any namespace."
                                        : "There is no MoviesStack in namespace '" + cluster.namespace() + "'.");
            } else {
                print(reports);
            }
            return ExitCode.DONE.code();
        }
    }

    private void print(List<StackReport> reports) {
        ReportPrinter printer = new ReportPrinter(terminal);
        for (int index = 0; index < reports.size(); index++) {
            if (index > 0) {
                terminal.out().println();
            }
            printer.print(reports.get(index));
        }
    }
}
