package s3migrate.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import s3migrate.route.SettingsException;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;

/// The built programs, as zip files that Lambda unpacks.
///
/// @param home the folder with the modules
public record Assets(Path home) {

    /// The worker carries native code, and so an architecture.
    Code worker(Architecture architecture) {
        boolean arm = architecture.getName().equals(Architecture.ARM_64.getName());
        return built("worker/target/worker-linux-%s.zip".formatted(arm ? "aarch_64" : "x86_64"));
    }

    Code jobsender() {
        return built("jobsender/target/jobsender.zip");
    }

    private Code built(String zip) {
        var file = home.resolve(zip);
        if (!Files.isRegularFile(file)) {
            throw new SettingsException(
                    "asset " + file, List.of("missing; mvn -DskipTests package builds it"));
        }
        return Code.fromAsset(file.toString());
    }
}
