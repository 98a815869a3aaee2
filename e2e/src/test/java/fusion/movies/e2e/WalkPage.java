package fusion.movies.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code docs/walk.md}: the commands of each chapter, and its lists of remaining objects. */
final class WalkPage {

    private static final String FENCE = "```";

    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Map<String, List<String>> texts = new LinkedHashMap<>();

    WalkPage(Path file) throws IOException {
        String chapter = "";
        List<String> block = null;
        for (String line : Files.readAllLines(file)) {
            if (block != null && !line.equals(FENCE)) {
                block.add(line);
            } else if (line.startsWith("## ")) {
                chapter = line.substring(3);
            } else if (line.startsWith(FENCE) && block == null) {
                block = new ArrayList<>(List.of(line.substring(FENCE.length())));
            } else if (line.equals(FENCE)) {
                Map<String, List<String>> kind = block.removeFirst().equals("text") ? texts : commands;
                kind.computeIfAbsent(chapter, _ -> new ArrayList<>()).add(String.join("\n", block));
                block = null;
            }
        }
    }

    /** The next block of commands in the chapter. */
    String next(String chapter) {
        List<String> blocks = commands.getOrDefault(chapter, List.of());
        if (blocks.isEmpty()) {
            throw new AssertionError("Chapter '%s' has no more commands; left are %s".formatted(chapter, commands));
        }
        return blocks.removeFirst();
    }

    /** The lines of the next block of text in the chapter. */
    List<String> nextText(String chapter) {
        return texts.get(chapter).removeFirst().lines().toList();
    }

    /** Blocks that were not read. */
    List<String> rest() {
        return commands.values().stream().flatMap(List::stream).toList();
    }
}
