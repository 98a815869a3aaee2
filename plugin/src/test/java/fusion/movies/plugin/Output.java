package fusion.movies.plugin;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A terminal whose output a test can read. */
public final class Output {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    public Terminal piped() {
        return terminal(false);
    }

    public Terminal interactive() {
        return terminal(true);
    }

    private Terminal terminal(boolean isInteractive) {
        return new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), isInteractive, isInteractive, true);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}
