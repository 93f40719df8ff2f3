package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/what-can-wake-you.md` has every alarm of the stack, and no other.
@NeedsNode
class WakePageIT {

    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);
    private static final Pattern ID = Pattern.compile("MigrationAlarms(\\w+?)[0-9A-F]{8}");

    @Test
    void everyAlarmIsOnThePage() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "what-can-wake-you.md"));
        var rows = ROW.matcher(page).results().map(row -> row.group(1)).toList();
        var alarms =
                Synthesis.of("existing-buckets-to-another-account")
                        .resources("AWS::CloudWatch::Alarm")
                        .stream()
                        .map(alarm -> ID.matcher(alarm.id()).replaceFirst("$1"))
                        .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(alarms);
    }
}
