package fusion.movies.plugin.load;

import fusion.movies.plugin.Terminal;
import java.io.PrintWriter;

/** A line that is redrawn on a terminal; elsewhere one line per change. */
final class ProgressBar {

    private static final int WIDTH = 30;
    private static final String FROM_START = "\r\u001b[K";

    private final Terminal terminal;
    private String last = "";

    ProgressBar(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(LoadState.UnderWay load) {
        show(load.total() == 0 ? load.message() : bar(load.done(), load.total()) + " " + load.message());
    }

    void show(String line) {
        if (line.equals(last)) {
            return;
        }
        last = line;
        PrintWriter err = terminal.err();
        if (terminal.isInteractive()) {
            err.print(FROM_START + line);
            err.flush();
        } else {
            err.println(line);
        }
    }

    /** Clears the terminal's line for the output that follows. */
    void end() {
        if (terminal.isInteractive()) {
            terminal.err().print(FROM_START);
            terminal.err().flush();
        }
    }

    private String bar(long done, long total) {
        int filled = Math.clamp(done * WIDTH / total, 0, WIDTH);
        String full = terminal.hasUnicode() ? "█" : "#";
        String empty = terminal.hasUnicode() ? "░" : ".";
        return "[" + full.repeat(filled) + empty.repeat(WIDTH - filled) + "] %3d %%".formatted(done * 100 / total);
    }
}
