package s3migrate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What starts the command line on Windows is what starts it elsewhere, as far as the files tell.
class LaunchersTest {

    private static final Path HOME = Path.of(System.getProperty("s3migrate.home", ".."));

    /// From the call of java to the end of its command.
    private static final Pattern JAVA =
            Pattern.compile(
                    "bin[/\\\\]java\"(?<arguments>.*?s3migrate\\.cli\\.Main)", Pattern.DOTALL);

    @Test
    void bothStartTheSameMainClassWithTheSameOptions() throws IOException {
        assertThat(arguments("s3migrate.cmd"))
                .isEqualTo(arguments("s3migrate"))
                .contains("s3migrate.cli.Main", "--enable-native-access=ALL-UNNAMED");
    }

    /// Where there is none, or one of another build, nothing is said of it.
    @Test
    void bothStartFromKeptClassesWhereThereAreSome() throws IOException {
        assertThat(arguments("s3migrate"))
                .contains(
                        "-XX:SharedArchiveFile=$here/cli/target/s3migrate.jsa",
                        "-Xlog:cds*=off",
                        "-Xlog:aot*=off");
        assertThat(text("launch.sh")).contains("-XX:ArchiveClassesAtExit=\"$kept\"");
    }

    /// Without glibc there is no native cryptography for TLS, nor on Windows.
    @Test
    void whatMovesBytesHasTheOptimizingCompilerWhereTlsNeedsIt() throws IOException {
        assertThat(text("s3migrate"))
                .contains("jit=-XX:TieredStopAtLevel=1", "demo | worker) jit= ;;")
                .containsPattern(
                        "sync \\| cp \\| verify\\) getconf GNU_LIBC_VERSION .*\\|\\| jit= ;;");
        assertThat(text("s3migrate.cmd"))
                .contains("jit=-XX:TieredStopAtLevel=1", "in (sync cp verify demo worker) do");
    }

    @Test
    void bothBuildTheSameModulesAndEndAlikeWhereTheyCannot() throws IOException {
        assertThat(text("s3migrate")).contains("build cli \"sandbox core worker jobsender\"");
        assertThat(text("s3migrate.cmd"))
                .contains("'sandbox','core','worker','jobsender','cli'")
                .contains("exit /b 3")
                .contains("s3migrate: no JDK 25 found");
        assertThat(text("launch.sh")).contains("exit 3").contains("no JDK 25 found");
    }

    @Test
    void whatIsTypedArrivesInALocaleWithoutItsCharacters() throws Exception {
        var script = ". ./launch.sh; need_utf8; locale charmap";
        var builder = new ProcessBuilder("sh", "-euc", script).directory(HOME.toFile());
        builder.environment().put("LC_ALL", "C");
        var shell = builder.start();

        assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).isEqualTo("UTF-8\n");
        assertThat(text("s3migrate")).contains("need_utf8\n");
        assertThat(text("s3migrate.cmd")).contains("set " + Arguments.TYPED + "=%*\r\n");
    }

    /// cmd.exe reads labels wrongly in files whose lines end otherwise.
    @Test
    void theOneForWindowsHasItsLineEnds() throws IOException {
        assertThat(text("s3migrate.cmd").replace("\r\n", "")).doesNotContain("\n");
    }

    private static List<String> arguments(String launcher) throws IOException {
        var java = JAVA.matcher(text(launcher));
        assertThat(java.find()).isTrue();
        String plain =
                java.group("arguments")
                        .replaceAll("%(here|jit)%", "\\$$1")
                        .replace('\\', '/')
                        .replaceAll("[\"^/]*\\s+", " ")
                        .replace("\"", "");
        return List.of(plain.strip().split(" +"));
    }

    private static String text(String file) throws IOException {
        return Files.readString(HOME.resolve(file));
    }
}
