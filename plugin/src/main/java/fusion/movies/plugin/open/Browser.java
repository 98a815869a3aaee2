package fusion.movies.plugin.open;

import java.io.IOException;
import java.util.Locale;

/** The user's browser. */
final class Browser {

    private Browser() {}

    /** @return whether a program was found to open it */
    static boolean open(String url) {
        boolean isMac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        try {
            new ProcessBuilder(isMac ? "open" : "xdg-open", url)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
