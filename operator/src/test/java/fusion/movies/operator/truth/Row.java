package fusion.movies.operator.truth;

import fusion.movies.operator.truth.Told.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One row of the table: something is broken, and this is what the stack's status and events say of it.
 *
 * @param broken for a person who runs the stack
 * @param spec YAML of the stack's spec
 * @param given what is there before the stack is applied
 * @param when what happens afterwards
 * @param told every condition that the row is about, exactly as it is in the end
 */
record Row(String broken, String spec, Consumer<Scene> given, Consumer<Scene> when, List<Told> told) {

    private static final Consumer<Scene> NOTHING = scene -> {};

    static Row broken(String broken) {
        return new Row(broken, "{}", NOTHING, NOTHING, List.of());
    }

    Row spec(String yaml) {
        return new Row(broken, yaml, given, when, told);
    }

    Row given(Consumer<Scene> before) {
        return new Row(broken, spec, before, when, told);
    }

    Row when(Consumer<Scene> happens) {
        return new Row(broken, spec, given, happens, told);
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
        return new Row(broken, spec, given, when, List.copyOf(longer));
    }

    /** The name of the parameterised test. */
    @Override
    public String toString() {
        return broken;
    }
}
