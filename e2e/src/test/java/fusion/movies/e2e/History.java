package fusion.movies.e2e;

import fusion.movies.crd.MoviesStack;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** All states of a stack that were written since the recording started, in order. */
final class History implements Watcher<MoviesStack>, AutoCloseable {

    record State(Instant since, MoviesStack stack) {}

    /** They summarize the steps' conditions. */
    private static final Set<String> SUMMARIES = Set.of("Reconciling", "Stalled");

    /** A change of a condition's status or reason; {@code write} counts the states. */
    record Transition(int write, String type, String status, String reason) {

        String sentence() {
            return type + " is " + status + ": " + reason;
        }
    }

    private final List<State> states = new ArrayList<>();
    private final Watch watch;
    private WatcherException lost;

    private History(Stack stack) {
        watch = stack.namespace()
                .client()
                .resources(MoviesStack.class)
                .inNamespace(stack.namespace().name())
                .withName(stack.name())
                .watch(this);
    }

    /** Complete if it starts before the stack is created. */
    static History of(Stack stack) {
        return new History(stack);
    }

    @Override
    public synchronized void eventReceived(Action action, MoviesStack stack) {
        if (action == Action.ADDED || action == Action.MODIFIED) {
            states.add(new State(Instant.now(), stack));
        }
    }

    @Override
    public synchronized void onClose(WatcherException cause) {
        lost = cause;
    }

    synchronized List<State> states() {
        if (lost != null) {
            throw new AssertionError("The recording broke off", lost);
        }
        return List.copyOf(states);
    }

    List<Transition> transitions() {
        List<Transition> transitions = new ArrayList<>();
        Map<String, Transition> last = new HashMap<>();
        List<State> all = states();
        for (int write = 0; write < all.size(); write++) {
            for (Condition condition : conditions(all.get(write))) {
                Transition now =
                        new Transition(write, condition.getType(), condition.getStatus(), condition.getReason());
                Transition before = last.put(now.type(), now);
                if (before == null || !before.sentence().equals(now.sentence())) {
                    transitions.add(now);
                }
            }
        }
        return transitions;
    }

    /** The conditions that changed to this status in the same write as this one's last change to it. */
    List<String> turnedTogether(String type, String status) {
        List<Transition> turned = transitions().stream()
                .filter(transition -> transition.status().equals(status))
                .toList();
        int write = turned.stream()
                .filter(transition -> transition.type().equals(type))
                .mapToInt(Transition::write)
                .max()
                .orElseThrow();
        return turned.stream()
                .filter(transition -> transition.write() == write)
                .map(Transition::type)
                .toList();
    }

    /** The longest uninterrupted time within these bounds during which the stack met the condition. */
    Duration longest(Predicate<MoviesStack> so, Instant from, Instant to) {
        Duration longest = Duration.ZERO;
        Instant since = null;
        List<State> all = new ArrayList<>(states());
        for (int i = 0; i < all.size(); i++) {
            if (!so.test(all.get(i).stack())) {
                since = null;
                continue;
            }
            since = since == null ? all.get(i).since() : since;
            Instant until = i + 1 < all.size() ? all.get(i + 1).since() : Instant.now();
            Duration length = Duration.between(since.isAfter(from) ? since : from, until.isBefore(to) ? until : to);
            longest = length.compareTo(longest) > 0 ? length : longest;
        }
        return longest;
    }

    private static List<Condition> conditions(State state) {
        return state.stack().getStatus() == null
                ? List.of()
                : state.stack().getStatus().conditions().stream()
                        .filter(condition -> !SUMMARIES.contains(condition.getType()))
                        .toList();
    }

    @Override
    public void close() {
        watch.close();
    }
}
