package fusion.movies.plugin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code kubectl movies}, the parent of all others. */
@Command(
        name = "kubectl-movies",
        description = "Looks after the movies APIs that MoviesStacks ask for.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = MoviesCommand.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a load failed, or cannot be asked for",
            "2:the command line is wrong",
            "3:no cluster answers",
            "4:the cluster has no MoviesStacks: the operator is not installed",
            "5:there is no such stack",
            "6:the cluster does not allow it",
            "7:it took too long"
        })
final class MoviesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command: status, load or open?");
    }

    static final class Version implements picocli.CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = MoviesCommand.class.getPackage().getImplementationVersion();
            return new String[] {"kubectl movies " + (version == null ? "of a source tree" : version)};
        }
    }
}
