package s3migrate.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogTest {
    @Test
    void aFileTakesTheLinesOfAllFunctions(@TempDir Path directory) {
        var file = directory.resolve("functions.log");
        var log = FunctionLog.to(file);
        log.line("worker", "one");
        log.line("jobsender", "two");
        assertThat(file).hasContent("worker one\njobsender two\n");
    }
}
