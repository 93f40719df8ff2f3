package s3migrate.jobsender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import s3migrate.log.EventLog;
import s3migrate.object.ObjectLocation;
import s3migrate.run.Finding;

class PassLogTest {

    @Test
    void writesTheFirstTwentyOfEachKind() {
        var lines = new ByteArrayOutputStream();
        var log =
                new PassLog(
                        new EventLog(new PrintStream(lines, true, StandardCharsets.UTF_8)), "r");
        for (int i = 0; i < 100; i++) {
            log.leftOut(new ObjectLocation("src", "k" + i), Finding.ARCHIVED, "GLACIER");
        }
        log.leftOut(new ObjectLocation("src", "k"), Finding.IMPOSSIBLE, "too long");
        assertThat(lines.toString(StandardCharsets.UTF_8).lines())
                .hasSize(21)
                .last()
                .asString()
                .contains("\"left_out\"", "\"s3://src/k\"", "\"impossible\"", "\"too long\"");
    }
}
