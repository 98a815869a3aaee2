package fusion.movies.crd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its links, its anchors, and the commands that it shows. */
record MarkdownPage(Path file, List<String> lines) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.*)$");
    private static final String FENCE = "```";
    private static final String INDENT = "    ";

    /** A link and its line. */
    record Link(String target, int line) {}

    /** A command as a reader would type it, and its line. */
    record Command(String text, int line) {}

    static MarkdownPage of(Path file) {
        try {
            return new MarkdownPage(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project's pages. */
    static List<MarkdownPage> all() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(files::add);
        }
        for (String folder : List.of("install", "local")) {
            files.add(ROOT.resolve(folder).resolve("README.md"));
        }
        return files.stream().sorted().map(MarkdownPage::of).toList();
    }

    String name() {
        return ROOT.relativize(file).toString();
    }

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        boolean isCode = false;
        for (int number = 0; number < lines.size(); number++) {
            String line = lines.get(number);
            isCode ^= line.startsWith(FENCE);
            Matcher matcher = LINK.matcher(isCode ? "" : CODE.matcher(line).replaceAll("``"));
            while (matcher.find()) {
                links.add(new Link(matcher.group(1), number + 1));
            }
        }
        return links;
    }

    /** The anchors that GitHub generates for the headings. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        boolean isCode = false;
        for (String line : lines) {
            isCode ^= line.startsWith(FENCE);
            Matcher heading = HEADING.matcher(line);
            if (!isCode && heading.matches()) {
                String anchor = heading.group(1)
                        .replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-');
                String unique = anchor;
                for (int copy = 1; !anchors.add(unique); copy++) {
                    unique = anchor + "-" + copy;
                }
            }
        }
        return anchors;
    }

    /** The commands in its code blocks. If a block has prompts, its other lines are output. */
    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        List<Command> block = new ArrayList<>();
        boolean isFenced = false;
        for (int number = 0; number <= lines.size(); number++) {
            String line = number < lines.size() ? lines.get(number) : "";
            boolean isFence = line.startsWith(FENCE);
            boolean isIndented = !isFenced
                    && line.startsWith(INDENT)
                    && (!block.isEmpty() || number == 0 || lines.get(number - 1).isBlank());
            if (isFence && !isFenced) {
                // Blocks of YAML, JSON or a diagram contain no commands.
                isFenced = true;
                block.clear();
                block.add(new Command(line.substring(FENCE.length()), 0));
            } else if (isFence) {
                isFenced = false;
                if (block.removeFirst().text().matches("(sh|bash|console)?")) {
                    commands.addAll(typed(block));
                }
                block.clear();
            } else if (isFenced || isIndented) {
                block.add(new Command(line.strip(), number + 1));
            } else if (!block.isEmpty()) {
                commands.addAll(typed(block));
                block.clear();
            }
        }
        return commands;
    }

    private static List<Command> typed(List<Command> block) {
        boolean hasPrompt = block.stream().anyMatch(line -> line.text().startsWith("$ "));
        List<Command> typed = new ArrayList<>();
        boolean goesOn = false;
        for (Command line : block) {
            if (line.text().isBlank() || (hasPrompt && !line.text().startsWith("$ "))) {
                continue;
            }
            String text = hasPrompt ? line.text().substring(2) : line.text();
            String begun = text.endsWith("\\") ? text.substring(0, text.length() - 1) : text;
            if (goesOn) {
                Command before = typed.removeLast();
                typed.add(new Command(before.text() + begun, before.line()));
            } else {
                typed.add(new Command(begun, line.line()));
            }
            goesOn = text.endsWith("\\");
        }
        return typed;
    }
}
