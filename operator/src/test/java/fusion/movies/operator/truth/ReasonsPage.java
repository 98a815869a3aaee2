package fusion.movies.operator.truth;

import fusion.movies.operator.truth.Told.EventType;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Generates docs/reasons.md, every reason that a condition can have, from the rows of docs/conditions-table.md. */
final class ReasonsPage {

    /** Reasons without a row, because their state is too short, or needs a misbehaving server. */
    static final Map<String, Entry> WITHOUT_ROW = new TreeMap<>(Map.ofEntries(
            waits(
                    "ApiServerBusy",
                    "The API server could not handle a request; the operator retries. The message has its"
                            + " response."),
            waits("ApiServerUnreachable", "The API server does not respond to the operator, which retries."),
            waits(
                    "Conflict",
                    "Another writer keeps changing the same object, such as a second operator or a tool"
                            + " that reverts fields."),
            waits(
                    "DatabaseBusy",
                    "A lock was held, or a statement took too long. A transaction left open may be the cause."),
            waits("DatabaseUnreachable", "The database does not respond at the moment."),
            waits("NamespaceTerminating", "The namespace is being deleted: nothing can be created in it."),
            waits("Removed", "The stack is being deleted: its objects are not re-created."),
            waits("UpgradeFinalizing", "The nodes are finalizing an upgrade."),
            waits("Resizing", "The volumes are being expanded to the size in the spec."),
            waits(
                    "FormerStack",
                    "An object belongs to a former stack of this name, which is being deleted; it is re-created"
                            + " once that one is gone."),
            acts(
                    "Invalid",
                    "The API server refuses an object of the stack, because the spec has a value that it"
                            + " does not accept. The message names the field."),
            acts(
                    "NotFound",
                    "Something that the operator requests does not exist, such as a kind that the cluster"
                            + " does not have."),
            acts(
                    "PasswordContested",
                    "Something else keeps changing the password of the API's database user. Name another"
                            + " user in the Secret."),
            acts(
                    "ReloadForbidden",
                    "The operator is not allowed to run commands in pods. Apply the ClusterRole of its"
                            + " install file."),
            acts(
                    "UnexpectedError",
                    "The operator hit an unexpected error and retries. Its log has the details; please"
                            + " report them.")));

    /** Reasons of a state that matches the spec. */
    static final Set<String> AS_ASKED = Set.of(
            "Disabled",
            "External",
            "ExternalServer",
            "Issued",
            "Loaded",
            "NodesReady",
            "Paused",
            "PodsReady",
            "Running",
            "ScaledToZero",
            "Scheduled",
            "SchemaUpToDate",
            "Serving",
            "Succeeded",
            "UpgradeNotFinalized");

    /** Reasons of the loader: docs/loading.md has the cause of each. */
    static final Set<String> OF_THE_LOADER = Set.of(
            "SettingsWrong", "SourceCutOff", "SourceEmpty", "SourceRefused", "SourceTooLarge", "TooManyRejected");

    /** Whether a reason needs user action. */
    enum Kind {
        Acts("User action required"),
        Waits("Resolves without action"),
        Works("As specified");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    record Entry(Kind kind, Set<String> conditions, String example, Optional<String> section) {}

    private ReasonsPage() {}

    static String text() {
        Map<String, Entry> entries = entries();
        StringBuilder text = new StringBuilder("""
                # Reasons

                <!-- Generated: ReasonsPageTest says how. -->
                Reasons appear in the column STATUS of `kubectl get moviesstacks` and in each condition. The condition's message says what to do in the specific case; this page has one example for each reason,
                from a stack `movies`, and links to all cases. [conditions.md](conditions.md) explains the conditions, [troubleshooting.md](troubleshooting.md) where to look.

                """);
        for (Kind kind : Kind.values()) {
            text.append("## ")
                    .append(kind.title)
                    .append("\n\n| reason | condition | example | all cases |\n|---|---|---|---|\n");
            entries.forEach((reason, entry) -> {
                if (entry.kind() == kind) {
                    text.append("| `%s` | %s | %s | %s |\n"
                            .formatted(
                                    reason,
                                    String.join(", ", entry.conditions()),
                                    ConditionsPage.cell(entry.example()),
                                    entry.section().map(ReasonsPage::link).orElse("")));
                }
            });
            text.append("\n");
        }
        return text.append("""
                ## Reasons of the loader

                In the condition Seeded; [loading.md](loading.md#when-the-source-is-bad) has the cause and the message of each: %s.
                """.formatted(OF_THE_LOADER.stream()
                        .sorted()
                        .map(reason -> "`" + reason + "`")
                        .collect(Collectors.joining(", "))))
                .toString();
    }

    static Map<String, Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>(WITHOUT_ROW);
        ConditionsTable.ROWS.forEach((section, rows) -> rows.stream()
                .flatMap(row -> row.told().stream())
                .sorted(Comparator.comparing(told -> told.type().equals("Ready")))
                .forEach(told -> entries.merge(told.reason(), entry(told, section), ReasonsPage::merged)));
        return entries;
    }

    private static Entry entry(Told told, String section) {
        Kind kind = told.event() == EventType.Warning ? Kind.Acts : Kind.Waits;
        if (AS_ASKED.contains(told.reason())) {
            kind = Kind.Works;
        }
        return new Entry(kind, Set.of(told.type()), told.message(), Optional.of(section));
    }

    private static Entry merged(Entry one, Entry other) {
        Set<String> conditions = new LinkedHashSet<>(one.conditions());
        conditions.addAll(other.conditions());
        Kind kind = one.kind().compareTo(other.kind()) <= 0 ? one.kind() : other.kind();
        return new Entry(kind, conditions, one.example(), one.section());
    }

    private static String link(String section) {
        return "[%s](conditions-table.md#%s)"
                .formatted(
                        section,
                        section.toLowerCase(Locale.ROOT).replace("'", "").replace(" ", "-"));
    }

    private static Map.Entry<String, Entry> waits(String reason, String sentence) {
        return Map.entry(reason, new Entry(Kind.Waits, Set.of("any step"), sentence, Optional.empty()));
    }

    private static Map.Entry<String, Entry> acts(String reason, String sentence) {
        return Map.entry(reason, new Entry(Kind.Acts, Set.of("any step"), sentence, Optional.empty()));
    }
}
