package fusion.movies.operator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import fusion.movies.crd.MoviesStack;
import fusion.movies.operator.harness.Faults;
import fusion.movies.operator.harness.Faults.Call;
import fusion.movies.operator.harness.Faults.Fault;
import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.PodStates;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every failure is reported: each request of the operator fails once, in one of the ways in which requests can fail, and a condition reports it each time.
 */
@OnApiServer
class EveryFailureIsToldTest {

    /** A stack with every object that a stack can have. */
    private static final String SPEC = """
            {credentialsSecretRef: {name: db-login}, database: {nodes: 3, licenseSecretRef: {name: license}},
             api: {ingress: {host: movies.example.org}, autoscaling: {maxReplicas: 3}},
             seed: {source: {configMapRef: {name: movies-json, key: movies.json}}},
             backup: {schedule: '@yearly', destination: {persistentVolumeClaim: {claimName: backups}}}}""";

    /** All requests of the operator until a stack is Ready. */
    private static final List<Call> CALLS = Stream.of(
                    "GET configmaps",
                    "GET cronjobs",
                    "GET deployments",
                    "GET events",
                    "GET horizontalpodautoscalers",
                    "GET ingressclasses",
                    "GET ingresses",
                    "GET jobs",
                    "GET persistentvolumeclaims",
                    "GET poddisruptionbudgets",
                    "GET secrets",
                    "GET services",
                    "GET statefulsets",
                    "GET storageclasses",
                    "PATCH cronjobs",
                    "PATCH deployments",
                    "PATCH horizontalpodautoscalers",
                    "PATCH ingresses",
                    "PATCH jobs",
                    "PATCH moviesstacks/status",
                    "PATCH persistentvolumeclaims",
                    "PATCH poddisruptionbudgets",
                    "PATCH pods",
                    "PATCH secrets",
                    "PATCH services",
                    "PATCH statefulsets",
                    "POST events")
            .map(EveryFailureIsToldTest::call)
            .toList();

    /** Events are best effort: the stack becomes Ready without them. */
    private static final Set<String> COURTESIES = Set.of("POST events", "PATCH events");

    private static final Map<Fault, String> REASONS = Map.of(
            Fault.FORBIDDEN, "Refused",
            Fault.NOT_FOUND, "NotFound",
            Fault.CONFLICT, "Conflict",
            Fault.INVALID, "Invalid",
            Fault.SERVER_ERROR, "ApiServerBusy",
            Fault.CONNECTION, "ApiServerUnreachable",
            Fault.UNEXPECTED, "UnexpectedError");

    private final Harness harness;

    EveryFailureIsToldTest(Harness harness) {
        this.harness = harness;
    }

    @Test
    void theListOfCallsIsComplete() {
        try (TestStack stack = harness.newStack()) {
            Scene scene = prepared(stack);
            stack.apply(SPEC);
            goOnUntil(scene, () -> isReady(stack));

            assertThat(CALLS)
                    .containsAll(harness.faults().seen(stack).stream()
                            .filter(call -> !COURTESIES.contains(call.toString()))
                            .toList());
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("failures")
    void aRequestThatFails(Call call, Fault fault) {
        Faults faults = harness.faults();
        try (TestStack stack = Faults.areOfCluster(call) ? harness.newStackAlone() : harness.newStack()) {
            Scene scene = prepared(stack);
            faults.set(stack, call, fault);
            stack.apply(SPEC);
            goOnUntil(scene, () -> faults.wasHit(stack, call));
            if (call.resource().equals("moviesstacks/status")) {
                // The last resort fails, too; the failure is reported as soon as the status can be written.
                faults.clear(stack, call);
            }

            if (COURTESIES.contains(call.toString())) {
                goOnUntil(scene, () -> isReady(stack));
            } else {
                stack.awaitAsserted(() -> assertThat(steps(stack))
                        .extracting(Condition::getReason)
                        .contains(reason(call, fault)));
            }
            Invariants.assertKept(stack.get());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"certificates", "schema"})
    void aCollaboratorThatThrows(String collaborator) {
        try (TestStack stack = harness.newStackAlone()) {
            Scene scene = prepared(stack);
            harness.clocks().breakDown(collaborator);
            stack.apply(SPEC);
            goOnUntil(
                    scene,
                    () -> steps(stack).stream()
                            .anyMatch(condition -> condition.getReason().equals("UnexpectedError")));
            Invariants.assertKept(stack.get());
        } finally {
            harness.clocks().repair(collaborator);
        }
    }

    /** All calls with an unexpected error; the first write with every fault. */
    static Stream<Arguments> failures() {
        return Stream.concat(
                CALLS.stream().map(call -> Arguments.of(call, Fault.UNEXPECTED)),
                Stream.of(Fault.values())
                        .filter(fault -> fault != Fault.UNEXPECTED)
                        .map(fault -> Arguments.of(call("PATCH secrets"), fault)));
    }

    private static String reason(Call call, Fault fault) {
        return call.resource().equals("moviesstacks/status") ? "Issued" : REASONS.get(fault);
    }

    private static Scene prepared(TestStack stack) {
        Scene scene = Scene.of(stack);
        stack.secret("db-login", Map.of("db_user", scene.name() + "_jane", "db_password", "secret"));
        scene.create(ConfigMap.class, "{metadata: {name: movies-json}, data: {movies.json: '[]'}}");
        return scene;
    }

    /** Plays controllers, kubelet and loader for the objects that exist so far. */
    private static void goOnUntil(Scene scene, BooleanSupplier reached) {
        Set<String> done = new HashSet<>();
        scene.stack().awaitAsserted(() -> {
            if (!reached.getAsBoolean()) {
                goOn(scene, done);
                assertThat(reached.getAsBoolean()).as("reached, after %s", done).isTrue();
            }
        });
    }

    private static void goOn(Scene scene, Set<String> done) {
        String name = scene.name();
        if (scene.stack().exists(StatefulSet.class, name + "-db") && done.add("nodes begin")) {
            scene.kubelet().claim(0, "Pending");
            scene.kubelet().databasePod(0, PodStates.notReady());
        } else if (scene.stack().exists(Job.class, name + "-db-init") && done.add("nodes serve")) {
            scene.kubelet().runDatabase();
        } else if (scene.stack().exists(Deployment.class, name + "-api") && done.add("API serves")) {
            scene.kubelet().runApi();
        } else if (scene.hasSeedJob() && done.add("loaded")) {
            scene.loader().loads(253);
        }
    }

    private static boolean isReady(TestStack stack) {
        return stack.conditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private static List<Condition> steps(TestStack stack) {
        MoviesStack present = stack.get();
        return present.getStatus() == null
                        || !present.getMetadata()
                                .getGeneration()
                                .equals(present.getStatus().observedGeneration())
                ? List.of()
                : present.getStatus().conditions().stream()
                        .filter(condition ->
                                !Set.of("Ready", "Reconciling", "Stalled").contains(condition.getType()))
                        .toList();
    }

    private static Call call(String text) {
        return new Call(text.substring(0, text.indexOf(' ')), text.substring(text.indexOf(' ') + 1));
    }
}
