package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "paths of Unix")
class EngineOptionsTest {

    @Test
    void stateIsWhereTheXdgBaseDirectoriesHaveIt() {
        assertThat(state(Map.of("XDG_STATE_HOME", "/state", "HOME", "/h")))
                .isEqualTo(Path.of("/state/s3migrate"));
        assertThat(state(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.local/state/s3migrate"));
        assertThat(state(Map.of())).isEqualTo(Path.of("/home/u/.local/state/s3migrate"));
    }

    @Test
    void pathsThatDependOnTheWorkingDirectoryDoNotCount() {
        assertThat(state(Map.of("XDG_STATE_HOME", "state", "HOME", "")))
                .isEqualTo(Path.of("/home/u/.local/state/s3migrate"));
    }

    private static Path state(Map<String, String> environment) {
        return EngineOptions.usualState(environment, "/home/u");
    }
}
