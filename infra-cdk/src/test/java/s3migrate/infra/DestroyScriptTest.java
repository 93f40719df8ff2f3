package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.infra.Scripts.Ended;

/// When `infra-cdk/destroy` calls CDK, by what `OpenWork` answers.
@DisabledOnOs(OS.WINDOWS)
class DestroyScriptTest {

    private static final String REFUSES =
            "infra-cdk: not destroyed. Wait until the queues are empty, or call destroy --force";

    @TempDir private Path folder;

    @BeforeEach
    void putBesideScriptsThatOnlySayTheyWereCalled() throws IOException {
        var scripts = new Scripts(folder);
        scripts.copy("destroy");
        scripts.write("build", "#!/bin/sh\n");
        scripts.write("cdk", "#!/bin/sh\necho cdk \"$@\"\n");
    }

    @Test
    void destroysWhereNothingIsOpen() throws Exception {
        assertThat(destroy(0)).isEqualTo(new Ended(0, List.of(asked(""), "cdk destroy")));
    }

    @Test
    void asksTheAccountInWhichItDestroys() throws Exception {
        assertThat(destroy(0, "--profile", "other"))
                .isEqualTo(
                        new Ended(
                                0,
                                List.of(asked(" --profile other"), "cdk destroy --profile other")));
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void refusesWhereMessagesAreOpenOrNobodyKnows(int openWork) throws Exception {
        assertThat(destroy(openWork)).isEqualTo(new Ended(openWork, List.of(asked(""), REFUSES)));
    }

    @Test
    void isForcedByAPersonAlone() throws Exception {
        assertThat(destroy(1, "--force"))
                .isEqualTo(new Ended(0, List.of(asked(""), "cdk destroy")));
    }

    private String asked(String arguments) throws IOException {
        return "s3migrate.infra.OpenWork %s%s"
                .formatted(folder.toRealPath().resolve("migration.json"), arguments);
    }

    private Ended destroy(int openWork, String... arguments) throws Exception {
        var scripts = new Scripts(folder);
        scripts.write("jvm", "#!/bin/sh\necho \"$@\"\nexit %d\n".formatted(openWork));
        return scripts.call("destroy", arguments);
    }
}
