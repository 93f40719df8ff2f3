package s3migrate.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLogTest {

    @Test
    void anEventIsOneLineWithItsFieldsByName() {
        var written = new ByteArrayOutputStream();
        var log = new EventLog(new PrintStream(written, true, UTF_8));

        log.warn("left", Map.of("reason", "two\nlines", "key", "a", "bytes", 7));

        assertThat(written.toString(UTF_8).lines())
                .containsExactly(
                        "{\"level\":\"WARN\",\"event\":\"left\",\"bytes\":7,\"key\":\"a\",\"reason\":\"two\\nlines\"}");
    }
}
