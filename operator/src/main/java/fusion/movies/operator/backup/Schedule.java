package fusion.movies.operator.backup;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** A cron expression in UTC, as Kubernetes reads it. */
record Schedule(String expression) {

    /** Otherwise Kubernetes uses the time zone of its controllers. */
    static final String TIME_ZONE = "Etc/UTC";

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** Empty if there is none, or if Kubernetes may understand the expression but this parser does not. */
    Optional<Instant> next(Instant after) {
        try {
            return ExecutionTime.forCron(PARSER.parse(plain()))
                    .nextExecution(after.atZone(ZoneOffset.UTC))
                    .map(time -> time.toInstant());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String plain() {
        return switch (expression) {
            case "@hourly" -> "0 * * * *";
            case "@daily", "@midnight" -> "0 0 * * *";
            case "@weekly" -> "0 0 * * 0";
            case "@monthly" -> "0 0 1 * *";
            case "@yearly", "@annually" -> "0 0 1 1 *";
            default -> expression;
        };
    }
}
