package s3migrate.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When `infra-cdk/destroy` calls CDK, by what `OpenWork` answers.
@DisabledOnOs(OS.WINDOWS)
class DestroyScriptTest {

    private static final String REFUSES =
            "infra-cdk: not destroyed. Wait until the queues are empty, or call destroy --force";

    @TempDir private Path folder;

    /// How a call ended, and what it said.
    private record Ended(int code, List<String> lines) {}

    @BeforeEach
    void putBesideScriptsThatOnlySayTheyWereCalled() throws IOException {
        script("destroy", Files.readString(Path.of("destroy")));
        script("build", "#!/bin/sh\n");
        script("cdk", "#!/bin/sh\necho cdk \"$@\"\n");
    }

    @Test
    void destroysWhereNothingIsOpen() throws Exception {
        assertThat(destroy(0, "--profile", "other"))
                .isEqualTo(new Ended(0, List.of("cdk destroy --profile other")));
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void refusesWhereMessagesAreOpenOrNobodyKnows(int openWork) throws Exception {
        assertThat(destroy(openWork)).isEqualTo(new Ended(openWork, List.of(REFUSES)));
    }

    @Test
    void isForcedByAPersonAlone() throws Exception {
        assertThat(destroy(1, "--force")).isEqualTo(new Ended(0, List.of("cdk destroy")));
    }

    private Ended destroy(int openWork, String... arguments) throws Exception {
        script("jvm", "#!/bin/sh\nexit %d\n".formatted(openWork));
        var command = new ArrayList<>(List.of(folder.resolve("destroy").toString()));
        command.addAll(List.of(arguments));
        var running = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(running.getInputStream().readAllBytes(), UTF_8);
        return new Ended(running.waitFor(), said.lines().toList());
    }

    private void script(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
