package fusion.movies.plugin.load;

import fusion.movies.crd.MoviesStack;
import fusion.movies.crd.MoviesStackStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The progress of a requested load, from the stack's status; a status of an older generation says nothing about it. */
sealed interface LoadState {

    /** The status does not cover the request yet. */
    record Requested() implements LoadState {}

    /**
     * It is under way.
     *
     * @param done movies; 0 while the source is read
     * @param total 0 if it is not known yet
     */
    record UnderWay(String message, long done, long total) implements LoadState {}

    record Loaded(String message) implements LoadState {}

    /** It failed, or cannot start. */
    record Failed(String message) implements LoadState {}

    /** The operator's sentence, as in "1000 of 36273 movies done". */
    Pattern PROGRESS = Pattern.compile("^(\\d+) of (\\d+) movies\\b");

    /** A lost loader is restarted at once and continues. */
    Set<String> PASSING = Set.of("Loading", "Waiting", "LoaderLost", "LoaderKilled");

    /** @param stack absent if it was deleted */
    static LoadState of(@Nullable MoviesStack stack, long generation) {
        if (stack == null) {
            return new Failed("The stack was deleted.");
        }
        MoviesStackStatus status = stack.getStatus();
        if (status == null || status.observedGeneration() == null || status.observedGeneration() < generation) {
            return new Requested();
        }
        Optional<Condition> seeded = find("Seeded", status);
        if (seeded.filter(condition -> condition.getStatus().equals("True")).isPresent()) {
            return new Loaded(seeded.get().getMessage());
        }
        String reason = seeded.map(Condition::getReason).orElse("Loading");
        Optional<Condition> stalled = find("Stalled", status)
                .filter(condition -> condition.getStatus().equals("True"));
        if (stalled.isPresent() && !PASSING.contains(reason)) {
            return new Failed(seeded.map(Condition::getMessage).orElse(""));
        }
        if (stalled.isPresent() && reason.equals("Waiting")) {
            return new Failed("The load cannot start. " + stalled.get().getMessage());
        }
        return underWay(seeded.map(Condition::getMessage).orElse("The operator has started."));
    }

    private static UnderWay underWay(String message) {
        Matcher progress = PROGRESS.matcher(message);
        return progress.find()
                ? new UnderWay(message, Long.parseLong(progress.group(1)), Long.parseLong(progress.group(2)))
                : new UnderWay(message, 0, 0);
    }

    private static Optional<Condition> find(String type, MoviesStackStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }
}
