package fusion.movies.operator.truth;

import java.util.stream.Collectors;

/** Generates docs/conditions-table.md from the rows. */
final class ConditionsPage {

    private ConditionsPage() {}

    static String text() {
        long rows = ConditionsTable.ROWS.values().stream()
                .mapToLong(section -> section.size())
                .sum();
        String sections = ConditionsTable.ROWS.entrySet().stream()
                .map(section -> "## %s\n\n| fault | condition | message | event | health |\n|---|---|---|---|---|\n%s"
                        .formatted(
                                section.getKey(),
                                section.getValue().stream()
                                        .map(ConditionsPage::row)
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining("\n"));
        return """
                # Faults and their conditions

                <!-- Generated: ConditionsPageTest says how. -->
                %d faults, each with the conditions that the stack `movies` in the namespace `default` reports. Every row is a test against a real API server
                that compares these messages. `DATE` and `VERSION` stand for values that differ between runs; [conditions.md](conditions.md) explains the conditions. Health is the result of kstatus, as in Flux (for which `Suspended` is in progress); Argo CD, by `install/argocd-health.lua`, shows Healthy, Progressing, Degraded or Suspended.

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
