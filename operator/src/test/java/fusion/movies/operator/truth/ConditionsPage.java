package fusion.movies.operator.truth;

import java.util.stream.Collectors;

/** docs/conditions-table.md, made of the rows. */
final class ConditionsPage {

    private ConditionsPage() {}

    static String text() {
        long rows = ConditionsTable.ROWS.values().stream()
                .mapToLong(section -> section.size())
                .sum();
        String sections = ConditionsTable.ROWS.entrySet().stream()
                .map(section ->
                        "## %s\n\n| what is broken | condition | says | event | health |\n|---|---|---|---|---|\n%s"
                                .formatted(
                                        section.getKey(),
                                        section.getValue().stream()
                                                .map(ConditionsPage::row)
                                                .collect(Collectors.joining())))
                .collect(Collectors.joining("\n"));
        return """
                # What the conditions say of what is broken

                <!-- Generated: ConditionsPageTest says how. -->
                %d things that can be broken, each with what the stack `movies` in the namespace `default` says of it. Every row is a test against a real API server,
                with these very words. `DATE` and `VERSION` stand for what differs between runs; [conditions.md](conditions.md) has the meaning of the conditions. Health is the stack's
                as kstatus has it (Flux; `Suspended` is in progress to it); Argo CD, by `install/argocd-health.lua`, says Healthy, Progressing, Degraded or Suspended.

                %s""".formatted(rows, sections);
    }

    private static String row(Row row) {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < row.told().size(); line++) {
            Told told = row.told().get(line);
            boolean isFirst = line == 0;
            lines.append("| %s | %s %s | **%s** %s | %s | %s |\n"
                    .formatted(
                            isFirst ? cell(row.broken()) : "",
                            told.type(),
                            told.status(),
                            told.reason(),
                            cell(told.message()),
                            told.event(),
                            isFirst ? row.expectedHealth() : ""));
        }
        return lines.toString();
    }

    static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("NAME-", "movies-");
    }
}
