package s3migrate.sandbox.lambda;

import java.nio.file.Path;
import java.time.Duration;

/// The sample functions as they are deployed. The test classes, as they lie in the build directory,
/// are an unpacked asset.
final class Sample {
    static final String REGION = "eu-central-1";
    static final String ACCESS_KEY = "AKIAROLE";

    private Sample() {}

    static FunctionDefinition function(String name) {
        return function(name, classes(), SampleFunction.class.getName());
    }

    static FunctionDefinition function(String name, Path asset, String handlerClass) {
        return FunctionDefinition.of(
                name,
                asset,
                handlerClass + "::handleRequest",
                256,
                Duration.ofSeconds(20),
                new RoleCredentials(ACCESS_KEY, "secret", "token"),
                REGION);
    }

    static Path classes() {
        return Path.of(
                SampleFunction.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
