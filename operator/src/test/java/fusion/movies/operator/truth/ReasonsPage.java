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

/** docs/reasons.md: every reason that a condition can have, made of the rows of docs/conditions-table.md. */
final class ReasonsPage {

    /** Reasons that no row shows, since what they are about passes too fast, or needs a server that misbehaves. */
    static final Map<String, Entry> WITHOUT_ROW = new TreeMap<>(
            Map.ofEntries(
                    waits(
                            "ApiServerBusy",
                            "The API server could not answer; it is asked again. The sentence has its words."),
                    waits("ApiServerUnreachable", "The API server does not answer the operator; it is asked again."),
                    waits(
                            "Conflict",
                            "Others keep changing the same object, such as a second operator or a tool that takes fields back."),
                    waits(
                            "DatabaseBusy",
                            "A lock was not free, or a statement took too long. A transaction that someone left open may be in the way."),
                    waits("DatabaseUnreachable", "The database does not answer for now."),
                    waits("NamespaceTerminating", "The namespace is being deleted: nothing can be created in it."),
                    waits("Removed", "The stack is being removed: its objects are not created again."),
                    waits("UpgradeFinalizing", "The nodes make an upgrade permanent."),
                    waits("Resizing", "The volumes grow to the size that the spec asks for."),
                    waits(
                            "FormerStack",
                            "An object belongs to a former stack of this name, which is being deleted; it is re-created once that one is gone."),
                    acts(
                            "Invalid",
                            "The API server refuses an object of the stack: the spec asks for something that it does not accept. The sentence names the field."),
                    acts(
                            "NotFound",
                            "What the operator asks for is not there, such as a kind of objects that the cluster does not have."),
                    acts(
                            "PasswordContested",
                            "Someone else keeps changing the password of the API's database user. Name another user in the Secret."),
                    acts(
                            "ReloadForbidden",
                            "The operator may not run commands in pods. Apply the ClusterRole of its install file."),
                    acts(
                            "UnexpectedError",
                            "The operator met an error that it does not know, and tries again. Its log has the details; please report them.")));

    /** Where nothing is left to be done. */
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

    /** Of the loader: docs/loading.md has each with what leads to it. */
    static final Set<String> OF_THE_LOADER = Set.of(
            "SettingsWrong", "SourceCutOff", "SourceEmpty", "SourceRefused", "SourceTooLarge", "TooManyRejected");

    /** Whom a reason asks for something. */
    enum Kind {
        Acts("Someone has to act"),
        Waits("It passes by itself"),
        Works("It is as it should be");

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
                # Every reason, and what to do

                <!-- Generated: ReasonsPageTest says how. -->
                The column STATUS of `kubectl get moviesstacks`, and the reason of each condition. Each condition's message says what to do in the case at hand; here is one sentence for each reason,
                such as a stack `movies` says it, and where the others are. [conditions.md](conditions.md) has the meaning of the conditions, [troubleshooting.md](troubleshooting.md) the way to
                look.

                """);
        for (Kind kind : Kind.values()) {
            text.append("## ")
                    .append(kind.title)
                    .append("\n\n| reason | of | for example | all cases |\n|---|---|---|---|\n");
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
                ## Of the loader

                Condition Seeded; [loading.md](loading.md#when-the-source-is-bad) has what leads to each, with its sentence: %s.
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
