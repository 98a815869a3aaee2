package fusion.movies.operator.truth;

import fusion.movies.operator.truth.Told.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One row of the table: something is broken, and this is what the stack's status and events say of it.
 *
 * @param broken for a person who runs the stack
 * @param spec YAML of the stack's spec
 * @param given what is there before the stack is applied
 * @param when what happens afterwards
 * @param isOfCluster whether it is about objects of the whole cluster, which other rows would see
 * @param told every condition that the row is about, exactly as it is in the end
 * @param health what tools take the stack for, where that does not follow from what is told
 */
record Row(
        String broken,
        String spec,
        Consumer<Scene> given,
        Consumer<Scene> when,
        boolean isOfCluster,
        List<Told> told,
        Optional<Health> health) {

    /** In the words of kstatus, and of Argo CD. */
    enum Health {
        Current("Healthy"),
        InProgress("Progressing"),
        Failed("Degraded"),
        Suspended("Suspended");

        private final String argo;

        Health(String argo) {
            this.argo = argo;
        }

        /** kstatus knows no pause. */
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

    /** The condition is False until someone acts. */
    Row fails(String type, String reason, String message) {
        return says(type, "False", reason, message, EventType.Warning);
    }

    /** The condition is False and becomes True by itself. */
    Row waits(String type, String reason, String message) {
        return says(type, "False", reason, message, EventType.Normal);
    }

    /** The condition is True. */
    Row works(String type, String reason, String message) {
        return says(type, "True", reason, message, EventType.Normal);
    }

    /** The condition is True, though someone has to act. */
    Row hinders(String type, String reason, String message) {
        return says(type, "True", reason, message, EventType.Warning);
    }

    Row says(String type, String status, String reason, String message, EventType event) {
        List<Told> longer = new ArrayList<>(told);
        longer.add(new Told(type, status, reason, message, event));
        return new Row(broken, spec, given, when, isOfCluster, List.copyOf(longer), health);
    }

    /** It works, and something is under way all the same. */
    Row underWay() {
        return new Row(broken, spec, given, when, isOfCluster, told, Optional.of(Health.InProgress));
    }

    Row suspended() {
        return new Row(broken, spec, given, when, isOfCluster, told, Optional.of(Health.Suspended));
    }

    /** Failed where someone has to act; current where the row says that the stack serves, and that nothing is awaited. */
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
