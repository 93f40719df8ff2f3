package s3migrate.store.s3;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// Whose buckets, and where. An `endpoint` is that of an S3-compatible store; without one the
/// region's of AWS is asked.
public record S3Access(AwsCredentialsProvider credentials, Region region, Optional<URI> endpoint) {}
