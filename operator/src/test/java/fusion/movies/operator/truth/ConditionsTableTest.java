package fusion.movies.operator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.Kstatus;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults and the resulting status: tests every row of docs/conditions-table.md. */
@OnApiServer
class ConditionsTableTest {

    private final Harness harness;

    ConditionsTableTest(Harness harness) {
        this.harness = harness;
    }

    /** Rows mostly wait, each in its own namespace, so they run in parallel, too. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @Execution(ExecutionMode.CONCURRENT)
    void isReported(Row row) {
        try (TestStack stack = row.isOfCluster() ? harness.newStackAlone() : harness.newStack()) {
            Scene scene = Scene.of(stack);
            row.given().accept(scene);
            scene.apply(row.spec());
            row.when().accept(scene);

            stack.awaitAsserted(() -> {
                List<Told> conditions = conditions(stack);
                for (Told expected : row.told()) {
                    assertThat(conditions)
                            .as(row.broken())
                            .filteredOn(condition -> condition.type().equals(expected.type()))
                            .containsExactly(withoutEvent(expected));
                }
            });
            Invariants.assertKept(stack.get());
            stack.awaitAsserted(() -> {
                GenericKubernetesResource present = stack.asServed();
                assertThat(Kstatus.of(
                                stack.client().getKubernetesSerialization().asJson(present)))
                        .as("%s: kstatus", row.broken())
                        .isEqualTo(row.expectedHealth().kstatus());
                assertThat(ArgoHealth.of(present))
                        .as("%s: Argo CD", row.broken())
                        .isEqualTo(row.expectedHealth().argo());
            });
            stack.awaitAsserted(() -> {
                for (Told expected : row.told()) {
                    assertThat(stack.events().stream().map(event -> sentence(event, stack)))
                            .as("%s: the events", row.broken())
                            .contains(event(expected));
                }
            });
        }
    }

    private static List<Told> conditions(TestStack stack) {
        return stack.conditions().stream()
                .map(condition -> told(condition, stack))
                .toList();
    }

    static Stream<Row> rows() {
        return ConditionsTable.ROWS.values().stream().flatMap(List::stream);
    }

    private static Told told(Condition condition, TestStack stack) {
        return new Told(
                condition.getType(),
                condition.getStatus(),
                condition.getReason(),
                stack.told(condition.getMessage()),
                null);
    }

    private static Told withoutEvent(Told told) {
        return new Told(told.type(), told.status(), told.reason(), told.message(), null);
    }

    /** Without the message, which may have differed when the event was emitted. */
    private static String event(Told told) {
        return "%s %s %s is %s".formatted(told.event(), told.reason(), told.type(), told.status());
    }

    private static String sentence(Event event, TestStack stack) {
        String message = stack.told(event.getMessage());
        int colon = message.indexOf(':');
        return "%s %s %s"
                .formatted(event.getType(), event.getReason(), colon < 0 ? message : message.substring(0, colon));
    }
}
