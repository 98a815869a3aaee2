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
        @JsonPropertyDescription("When backups are taken: a cron expression in UTC, such as 0 3 * * *, or @daily.")
        @Required
        @Size(min = 1, max = 100)
        String schedule,

        @JsonPropertyDescription("How many backups stay: the oldest beyond it are removed after each that succeeds.")
        @Min(1)
        @Max(1000)
        @Default("7")
        Integer keep,

        @JsonPropertyDescription("Where backups go.") @Required
        BackupDestination destination,

        @JsonPropertyDescription(
                "Additions to the pods that take backups, instead of those of api.pod. Absent: api.pod.")
        @Nullable
        PodOverrides pod) {

    public BackupSpec {
        keep = keep == null ? 7 : keep;
    }
}
