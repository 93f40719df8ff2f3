package s3migrate.sandbox.json;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/// SDK clients as production code builds them, pointed at one server.
public final class Clients {
    public static final String KNOWN = "AKIAKNOWN";

    private Clients() {}

    public static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C of(
            B builder, URI endpoint) {
        return of(builder, endpoint, KNOWN);
    }

    /// Without retries, so that a test sees each answer as the server gave it.
    public static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C of(
            B builder, URI endpoint, String accessKey) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKey, "secret")))
                .overrideConfiguration(
                        config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }
}
