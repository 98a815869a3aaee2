package fusion.movies.plugin.status;

import fusion.movies.plugin.Terminal;
import fusion.movies.plugin.status.Node.Mark;
import java.util.List;

/** Prints a report as text. */
final class ReportPrinter {

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";

    private final Terminal terminal;

    ReportPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(StackReport report) {
        line(coloured(report.name(), BOLD) + " in namespace " + report.namespace() + ": " + report.status());
        line("  " + report.message());
        if (report.waitsFor() != null) {
            line("  Waits for " + report.waitsFor());
        }
        if (!report.conditions().isEmpty()) {
            line("");
            int width = report.conditions().stream()
                    .mapToInt(condition -> condition.type().length())
                    .max()
                    .orElse(0);
            report.conditions()
                    .forEach(condition -> line("  %s %s  %-7s  %s"
                            .formatted(
                                    sign(condition.mark()),
                                    padded(condition.type(), width),
                                    condition.status(),
                                    condition.reason())));
        }
        for (Node part : report.objects()) {
            line("");
            line("  " + coloured(part.name(), BOLD));
            tree(part.children(), "  ");
        }
    }

    private void tree(List<Node> nodes, String indent) {
        for (int index = 0; index < nodes.size(); index++) {
            boolean isLast = index == nodes.size() - 1;
            Node node = nodes.get(index);
            line(indent + branch(isLast) + sign(node.mark()) + words(node));
            tree(node.children(), indent + trunk(isLast));
        }
    }

    private static String words(Node node) {
        StringBuilder words = new StringBuilder();
        for (String word : List.of(node.kind(), node.name())) {
            words.append(word.isEmpty() ? "" : " " + word);
        }
        return words.append(node.state().isEmpty() ? "" : "  " + node.state()).toString();
    }

    private String branch(boolean isLast) {
        if (terminal.hasUnicode()) {
            return isLast ? "└─ " : "├─ ";
        }
        return isLast ? "`- " : "|- ";
    }

    private String trunk(boolean isLast) {
        if (isLast) {
            return "   ";
        }
        return terminal.hasUnicode() ? "│  " : "|  ";
    }

    private String sign(Mark mark) {
        boolean unicode = terminal.hasUnicode();
        return switch (mark) {
            case Good -> coloured(unicode ? "✔" : "+", "\u001b[32m");
            case Waiting -> coloured(unicode ? "…" : "~", "\u001b[33m");
            case Bad -> coloured(unicode ? "✖" : "!", "\u001b[31m");
            case None -> unicode ? "·" : "-";
        };
    }

    private String coloured(String text, String colour) {
        return terminal.hasColours() ? colour + text + RESET : text;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private void line(String text) {
        terminal.out().println(text);
    }
}
