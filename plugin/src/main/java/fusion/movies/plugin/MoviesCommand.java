package fusion.movies.plugin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code kubectl movies}, the parent of all others. */
@Command(
        name = "kubectl-movies",
        description = "Shows, loads and opens MoviesStacks.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = MoviesCommand.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a load failed or cannot be requested, or no pod is ready to open",
            "2:invalid command line",
            "3:no cluster responds",
            "4:the cluster has no CRD of MoviesStack: the operator is not installed",
            "5:the stack does not exist",
            "6:permission denied by the cluster",
            "7:the load took longer than --timeout and continues"
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
            return new String[] {"kubectl movies " + (version == null ? "from a source tree" : version)};
        }
    }
}
