package fusion.movies.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The schedule, number and destination of backups of all movies. */
@ValidationRule(
        value = "self.schedule.matches(r'^(@(hourly|daily|midnight|weekly|monthly|yearly|annually)"
                + "|[-0-9*/,]+ +[-0-9*/,]+ +[-0-9*/,]+ +[-0-9A-Za-z*/,]+ +[-0-9A-Za-z*/,]+)$')",
        message =
                "schedule must be a cron expression of five fields (minute, hour, day of the month, month, day of the week)"
                        + " such as '0 3 * * *', or @daily",
        fieldPath = ".schedule")
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupSpec(
        @JsonPropertyDescription("When to take backups: a cron expression in UTC, such as 0 3 * * *, or @daily.")
        @Required
        @Size(min = 1, max = 100)
        String schedule,

        @JsonPropertyDescription("Number of backups to keep; older ones are deleted after each successful backup.")
        @Min(1)
        @Max(1000)
        @Default("7")
        Integer keep,

        @JsonPropertyDescription("Destination of the backups.") @Required
        BackupDestination destination,

        @JsonPropertyDescription("Customizes the pods that take backups. Absent: same as api.pod.") @Nullable
        PodOverrides pod) {

    public BackupSpec {
        keep = keep == null ? 7 : keep;
    }
}
