package fusion.movies.operator.database;

import java.util.ArrayList;
import java.util.List;

/** The order of CockroachDB's major versions: the only place to add a new one. */
final class UpgradePath {

    /**
     * @param innovation whether it may be skipped
     */
    private record Step(Version version, boolean innovation) {}

    private static final List<Step> STEPS = List.of(
            regular(22, 1),
            regular(22, 2),
            regular(23, 1),
            regular(23, 2),
            regular(24, 1),
            innovation(24, 2),
            regular(24, 3),
            innovation(25, 1),
            regular(25, 2),
            innovation(25, 3),
            regular(25, 4),
            innovation(26, 1),
            regular(26, 2));

    private UpgradePath() {}

    static boolean knows(Version version) {
        return STEPS.stream().anyMatch(step -> step.version().equals(version));
    }

    /** The versions that data of a version can be upgraded to, the nearest first; empty for the last known version. */
    static List<Version> after(Version active) {
        List<Version> next = new ArrayList<>();
        for (Step step : STEPS) {
            if (step.version().compareTo(active) > 0) {
                next.add(step.version());
                if (!step.innovation()) {
                    break;
                }
            }
        }
        return next;
    }

    private static Step regular(int year, int number) {
        return new Step(new Version(year, number), false);
    }

    private static Step innovation(int year, int number) {
        return new Step(new Version(year, number), true);
    }
}
