package fusion.movies.plugin;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The output of a command.
 *
 * @param isInteractive whether it is a terminal, where a line can be redrawn
 * @param hasColours false if NO_COLOR is set
 * @param hasUnicode whether lines and check marks can be written
 */
public record Terminal(
        PrintWriter out, PrintWriter err, boolean isInteractive, boolean hasColours, boolean hasUnicode) {

    static Terminal ofThisProcess() {
        Console console = System.console();
        return of(
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()),
                console != null && console.isTerminal(),
                System.getenv(),
                System.out.charset());
    }

    static Terminal of(
            PrintWriter out, PrintWriter err, boolean isTerminal, Map<String, String> environment, Charset charset) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
        return new Terminal(out, err, isTerminal, isTerminal && wanted, charset.equals(StandardCharsets.UTF_8));
    }
}
