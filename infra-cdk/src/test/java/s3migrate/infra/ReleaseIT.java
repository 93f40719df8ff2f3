package s3migrate.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `mvn -Prelease verify`: what the released zip deploys is what a checkout does, without Maven.
@NeedsNode
@DisabledOnOs(OS.WINDOWS)
@EnabledIfSystemProperty(
        named = ReleaseIT.ZIP,
        matches = ".+",
        disabledReason = "only with -Prelease")
class ReleaseIT {

    static final String ZIP = "release.zip";

    @TempDir Path directory;

    @Test
    void theZipSynthesisesWithoutMaven() throws Exception {
        var home = unpack(Path.of(System.getProperty(ZIP)));
        var out = directory.resolve("out");
        var synth =
                new ProcessBuilder(home.resolve("infra-cdk/synth").toString(), out.toString())
                        .redirectErrorStream(true);
        synth.environment().put("PATH", withoutMaven() + ":" + System.getenv("PATH"));
        synth.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var running = synth.start();
        String said = new String(running.getInputStream().readAllBytes(), UTF_8);
        assertThat(running.waitFor()).as(said).isZero();
        for (var example : Synthesis.examples()) {
            var template = Synthesis.json(out.resolve(example + "/S3Migration.template.json"));
            assertThat(names(template.path("Resources").properties()))
                    .as(example)
                    .isEqualTo(
                            names(Synthesis.of(example).template().path("Resources").properties()));
        }
    }

    @Test
    void allThatTheDeployPageNamesIsInIt() throws IOException {
        var home = unpack(Path.of(System.getProperty(ZIP)));
        for (var file :
                List.of(
                        "README.md",
                        "LICENSE",
                        "docs/deploy.md",
                        "docs/manual-setup.md",
                        "ignore-list.txt",
                        "infra-cdk/migration.json",
                        "infra-cdk/package-lock.json",
                        "worker/target/worker-linux-x86_64.zip",
                        "jobsender/target/jobsender.zip")) {
            assertThat(home.resolve(file)).isNotEmptyFile();
        }
        for (var script : List.of("deploy", "destroy", "cdk", "synth")) {
            assertThat(home.resolve("infra-cdk").resolve(script)).isExecutable();
        }
        assertThat(home.resolve("pom.xml")).doesNotExist();
    }

    /// A Maven that fails whoever calls it.
    private Path withoutMaven() throws IOException {
        var bin = Files.createDirectories(directory.resolve("bin"));
        var maven = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin;
    }

    private static Set<String> names(Set<? extends Map.Entry<String, ?>> fields) {
        var names = new TreeSet<String>();
        fields.forEach(field -> names.add(field.getKey()));
        return names;
    }

    /// As a person unpacks it, with permissions.
    ///
    /// @return the one folder in it
    private Path unpack(Path zip) throws IOException {
        var into = Files.createTempDirectory(directory, "unpacked");
        try (var files =
                        FileSystems.newFileSystem(
                                zip, Map.of("enablePosixFileAttributes", "true"));
                var all = Files.walk(files.getPath("/"))) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var copy = into.resolve(file.toString().substring(1));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                Files.setPosixFilePermissions(copy, permissions);
            }
        }
        try (var folders = Files.list(into)) {
            return folders.toList().getFirst();
        }
    }
}
