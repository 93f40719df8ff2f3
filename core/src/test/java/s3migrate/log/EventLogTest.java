package s3migrate.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(new PrintStream(written, true, UTF_8));

    @Test
    void anEventIsOneLineWithItsFieldsByName() {
        log.warn("left", Map.of("reason", "two\nlines", "key", "a", "bytes", 7));

        assertThat(written.toString(UTF_8).lines())
                .containsExactly(
                        "{\"level\":\"WARN\",\"event\":\"left\",\"bytes\":7,\"key\":\"a\",\"reason\":\"two\\nlines\"}");
    }

    /// Whoever writes an object chooses its key.
    @Test
    void aKeyCannotForgeALineOrAField() throws Exception {
        String key =
                "a\",\"event\":\"all_is_well\"}\n{\"level\":\"INFO\",\"event\":\"forged\"}\r\u0000\u001b[2J\u2028";

        log.error("given_up", Map.of("key", key));

        assertThat(written.toString(UTF_8).lines()).hasSize(1);
        var line = new ObjectMapper().readTree(written.toString(UTF_8));
        assertThat(line.path("event").textValue()).isEqualTo("given_up");
        assertThat(line.path("key").textValue()).isEqualTo(key);
        assertThat(written.toString(UTF_8).stripTrailing()).doesNotContainPattern("\\p{Cntrl}");
    }
}
