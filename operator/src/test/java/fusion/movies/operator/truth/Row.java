package fusion.movies.operator.truth;

import fusion.movies.operator.truth.Told.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One row of the table: a fault, and the stack's status and events that it leads to.
 *
 * @param broken the fault, in the user's terms
 * @param spec YAML of the stack's spec
 * @param given the environment before the stack is applied
 * @param when events after that
 * @param isOfCluster whether it involves cluster-scoped objects, which other rows would see
 * @param told the expected conditions, exactly as they are in the end
 * @param health the expected health in tools, if it does not follow from the conditions
 */
record Row(
        String broken,
        String spec,
        Consumer<Scene> given,
        Consumer<Scene> when,
        boolean isOfCluster,
        List<Told> told,
        Optional<Health> health) {

    /** In the terms of kstatus and of Argo CD. */
    enum Health {
        Current("Healthy"),
        InProgress("Progressing"),
        Failed("Degraded"),
        Suspended("Suspended");

        private final String argo;

        Health(String argo) {
            this.argo = argo;
        }

        /** kstatus has no pause. */
        String kstatus() {
            return this == Suspended ? InProgress.name() : name();
        }

        String argo() {
            return argo;
        }
    }

    private static final Consumer<Scene> NOTHING = scene -> {};

    static Row broken(String broken) {
        return new Row(broken, "{}", NOTHING, NOTHING, false, List.of(), Optional.empty());
    }

    Row spec(String yaml) {
        return new Row(broken, yaml, given, when, isOfCluster, told, health);
    }

    Row ofTheCluster() {
        return new Row(broken, spec, given, when, true, told, health);
    }

    Row given(Consumer<Scene> before) {
        return new Row(broken, spec, before, when, isOfCluster, told, health);
    }

    Row when(Consumer<Scene> happens) {
        return new Row(broken, spec, given, happens, isOfCluster, told, health);
    }

    /** The condition is False until a user acts. */
    Row fails(String type, String reason, String message) {
        return says(type, "False", reason, message, EventType.Warning);
    }

    /** The condition is False and becomes True without action. */
    Row waits(String type, String reason, String message) {
        return says(type, "False", reason, message, EventType.Normal);
    }

    /** The condition is True. */
    Row works(String type, String reason, String message) {
        return says(type, "True", reason, message, EventType.Normal);
    }

    /** The condition is True, but a user has to act. */
    Row hinders(String type, String reason, String message) {
        return says(type, "True", reason, message, EventType.Warning);
    }

    Row says(String type, String status, String reason, String message, EventType event) {
        List<Told> longer = new ArrayList<>(told);
        longer.add(new Told(type, status, reason, message, event));
        return new Row(broken, spec, given, when, isOfCluster, List.copyOf(longer), health);
    }

    /** It works, but a change is in progress. */
    Row underWay() {
        return new Row(broken, spec, given, when, isOfCluster, told, Optional.of(Health.InProgress));
    }

    Row suspended() {
        return new Row(broken, spec, given, when, isOfCluster, told, Optional.of(Health.Suspended));
    }

    /** Failed if a user has to act; current if the row expects that the stack serves and waits for nothing. */
    Health expectedHealth() {
        if (told.stream().anyMatch(condition -> condition.event() == EventType.Warning)) {
            return Health.Failed;
        }
        boolean serves = told.stream()
                .anyMatch(condition ->
                        condition.type().equals("Ready") && condition.status().equals("True"));
        boolean waits = told.stream().anyMatch(condition -> condition.status().equals("False"));
        return health.orElse(serves && !waits ? Health.Current : Health.InProgress);
    }

    /** The name of the parameterised test. */
    @Override
    public String toString() {
        return broken;
    }
}
