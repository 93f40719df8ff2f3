package s3migrate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ArgumentsTest {

    private static final String[] CHANGED = {"sync", "s3://a/\ufffd\ufffd", "s3://b"};

    /// As cron, containers and services without LANG run it.
    @Test
    void whatThePosixLocaleCannotReadIsRefused() throws Exception {
        // By a shell, so that it does not depend on the locale of this test.
        var typed = "exec \"$@\" sync s3://a/$(printf '\\345\\206\\231') s3://b";
        var builder =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                typed,
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                placeOf(Main.class)
                                        + File.pathSeparator
                                        + placeOf(CommandLine.class),
                                "s3migrate.cli.Main")
                        .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();

        var said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(said)
                .startsWith("s3migrate: argument 2 has characters that the locale (ANSI_X3.4-1968)")
                .contains("set LC_ALL=C.UTF-8");
        assertThat(process.waitFor()).isEqualTo(ExitCode.COULD_NOT_START);
    }

    private static Path placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void theCharacterThatStandsForOthersIsOneOfUtf8() {
        assertThatCode(() -> Arguments.refuseChanged(CHANGED, "UTF-8", Map.of()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Arguments.refuseChanged(CHANGED, "US-ASCII", Map.of()))
                .isInstanceOf(CouldNotStart.class);
    }

    @Test
    void whatACodePageOfWindowsHasNotIsRefused() {
        var typed = Map.of(Arguments.TYPED, "sync s3://a/写真 s3://b");
        var arrived = new String[] {"sync", "s3://a/??", "s3://b"};

        assertThatThrownBy(() -> Arguments.refuseChanged(arrived, "Cp1252", typed))
                .isInstanceOf(CouldNotStart.class)
                .hasMessageContaining("the code page of Windows (Cp1252)");
        assertThatCode(() -> Arguments.refuseChanged(arrived, "UTF-8", typed))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        Arguments.refuseChanged(
                                new String[] {"--exclude", "ü?"},
                                "Cp1252",
                                Map.of(Arguments.TYPED, "--exclude \"ü?\"")))
                .doesNotThrowAnyException();
    }
}
