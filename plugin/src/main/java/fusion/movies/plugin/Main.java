package fusion.movies.plugin;

import fusion.movies.plugin.load.LoadCommand;
import fusion.movies.plugin.open.OpenCommand;
import fusion.movies.plugin.status.StatusCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The entry point of {@code kubectl movies}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofThisProcess(), arguments));
    }

    /** @return the process's exit code, see {@link ExitCode} */
    public static int run(Terminal terminal, String... arguments) {
        return new CommandLine(new MoviesCommand())
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new LoadCommand(terminal))
                .addSubcommand(new OpenCommand(terminal))
                .addSubcommand(new AutoComplete.GenerateCompletion())
                .setColorScheme(Help.defaultColorScheme(terminal.hasColours() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setExecutionExceptionHandler((failure, _, _) -> tell(failure, terminal))
                .execute(arguments);
    }

    private static int tell(Exception failure, Terminal terminal) {
        PluginException told = PluginException.of(failure);
        terminal.err().println("Error: " + told.getMessage());
        return told.exitCode();
    }
}
