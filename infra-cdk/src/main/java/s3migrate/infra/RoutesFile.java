package s3migrate.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/// Routes that are too many for a parameter: a file beside the functions' code, in CDK's own
/// bucket. Its name changes with what is in it.
record RoutesFile(Asset asset) {

    static RoutesFile of(Construct scope, String json) {
        try {
            var file = Files.createTempFile("routes", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, json);
            return new RoutesFile(
                    Asset.Builder.create(scope, "RoutesFile").path(file.toString()).build());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /// As the parameter names it.
    String uri() {
        return "s3://%s/%s".formatted(asset.getS3BucketName(), asset.getS3ObjectKey());
    }

    String arn() {
        return asset.getBucket().arnForObjects(asset.getS3ObjectKey());
    }
}
