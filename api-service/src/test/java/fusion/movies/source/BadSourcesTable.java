package fusion.movies.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tables in docs/loading.md of each bad source's reason and message: the tests compare them with the loader's, and with {@code -Dwrite=true} write them
 * there.
 */
public enum BadSourcesTable {
    CONTENTS("contents"),
    SERVERS("servers");

    private static final Path DOCUMENT = Path.of("..", "docs", "loading.md");
    private static final boolean REWRITE = Boolean.getBoolean("write");

    private final String begin;
    private final String end;

    BadSourcesTable(String name) {
        this.begin = "<!-- " + name + ": by the tests -->\n";
        this.end = "<!-- " + name + ": end -->";
    }

    public synchronized void check(String source, Object reason, String message) {
        String key = "| " + source + " | ";
        String row = key + "`" + reason + "` | " + message.replace("|", "\\|") + " |\n";
        try {
            if (REWRITE) {
                rewrite(key, row);
            }
            assertThat(Files.readString(DOCUMENT)).contains(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rewrite(String key, String row) throws IOException {
        String document = Files.readString(DOCUMENT);
        int from = document.indexOf(begin) + begin.length();
        int to = document.indexOf(end);
        String table = document.substring(from, to);
        int place = table.indexOf(key);
        String rewritten = place < 0
                ? table + row
                : table.substring(0, place) + row + table.substring(table.indexOf('\n', place) + 1);
        Files.writeString(DOCUMENT, document.substring(0, from) + rewritten + document.substring(to));
    }
}
