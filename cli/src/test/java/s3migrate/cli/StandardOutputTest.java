package s3migrate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    @Test
    void whatPrintStreamsHideIsRemembered() {
        var output = new StandardOutput(breaking("No space left on device"));

        print(output);

        assertThat(output.fault()).contains("No space left on device");
    }

    @Test
    void aReaderWhoHasSeenEnoughIsNoFault() {
        var output = new StandardOutput(breaking("Broken pipe"));

        print(output);

        assertThat(output.fault()).isEmpty();
    }

    @Test
    void whatCanBeWrittenIsThere() {
        var written = new ByteArrayOutputStream();
        var output = new StandardOutput(written);

        print(output);

        assertThat(output.fault()).isEmpty();
        assertThat(written).hasToString("found 2\n");
    }

    private static void print(StandardOutput output) {
        var stream = new PrintStream(output, true, UTF_8);
        stream.print("found 2\n");
        stream.flush();
    }

    private static OutputStream breaking(String reason) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
