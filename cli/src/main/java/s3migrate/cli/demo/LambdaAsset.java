package s3migrate.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import s3migrate.cli.CouldNotStart;

/// The zip files that are deployed, as the build leaves them.
final class LambdaAsset {

    private LambdaAsset() {}

    /// The worker's, for this machine.
    static Path worker() {
        String architecture =
                switch (System.getProperty("os.arch")) {
                    case "aarch64", "arm64" -> "aarch_64";
                    default -> "x86_64";
                };
        return find("worker/target/worker-linux-%s.zip".formatted(architecture));
    }

    /// The jobsender's.
    static Path jobsender() {
        return find("jobsender/target/jobsender.zip");
    }

    /// Under the checkout, whether the launcher started us or a test of a module.
    private static Path find(String path) {
        var home = Path.of(System.getProperty("s3migrate.home", "."));
        return List.of(home.resolve(path), home.resolve("..").resolve(path)).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                        new CouldNotStart(
                                "%s is missing: build it with mvn package"
                                        .formatted(home.resolve(path))));
    }
}
