package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.infra.Scripts.Ended;

/// What `infra-cdk/cdk` hands to the CDK command line.
@DisabledOnOs(OS.WINDOWS)
class CdkScriptTest {

    @TempDir private Path folder;

    @BeforeEach
    void putBesideScriptsThatOnlySayTheyWereCalled() throws IOException {
        var scripts = new Scripts(folder);
        scripts.copy("cdk");
        scripts.write("build", "#!/bin/sh\necho build\n");
        scripts.write("node_modules/.bin/cdk", "#!/bin/sh\necho cdk \"$@\"\n");
        scripts.write("node_modules/.package-lock.json", "{}");
        var lock = Files.writeString(folder.resolve("package-lock.json"), "{}");
        Files.setLastModifiedTime(lock, FileTime.from(Instant.EPOCH));
    }

    @Test
    void deploysTheAppOfTheMigration() throws Exception {
        assertThat(new Scripts(folder).call("cdk", "deploy", "--profile", "other"))
                .isEqualTo(
                        new Ended(
                                0,
                                List.of(
                                        "build",
                                        "cdk --app ./jvm s3migrate.infra.S3MigrationApp '%s' --output target/cdk.out deploy --profile other"
                                                .formatted(
                                                        folder.toRealPath()
                                                                .resolve("migration.json")))));
    }

    /// CDK would synthesise an app it is given, and a migration nobody has filled in yet ends that.
    @Test
    void bootstrapsAnAccountWithoutAMigration() throws Exception {
        assertThat(
                        new Scripts(folder)
                                .call(
                                        "cdk",
                                        "--profile",
                                        "other",
                                        "bootstrap",
                                        "aws://1/eu-west-1"))
                .isEqualTo(
                        new Ended(0, List.of("cdk --profile other bootstrap aws://1/eu-west-1")));
    }
}
