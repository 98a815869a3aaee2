package fusion.movies.plugin;

/** The exit codes of the process. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    NO_CLUSTER(3),
    NO_DEFINITION(4),
    NO_STACK(5),
    FORBIDDEN(6),
    TIMEOUT(7);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
