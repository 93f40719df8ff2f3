package s3migrate.outcome.events;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Where EventBridge is, and as whom it is asked.
record BusConnection(
        Region region, URI endpoint, AwsCredentialsProvider credentials, SdkHttpClient http) {

    /// The service's name in endpoints and signatures.
    static final String SERVICE = "events";

    /// As a client of the SDK finds them: `AWS_REGION`, `AWS_ENDPOINT_URL_EVENTBRIDGE`, the
    /// program's own role.
    static BusConnection ofEnvironment() {
        var region = DefaultAwsRegionProviderChain.builder().build().getRegion();
        return new BusConnection(
                region,
                endpointIn(region),
                DefaultCredentialsProvider.builder().build(),
                Apache5HttpClient.create());
    }

    static URI endpointIn(Region region) {
        return AwsClientEndpointProvider.builder()
                .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_EVENTBRIDGE")
                .serviceEndpointOverrideSystemProperty("aws.endpointUrlEventBridge")
                .serviceProfileProperty("eventbridge")
                .resolveFromOverrides()
                .orElseGet(() ->
                        URI.create(
                                "https://%s.%s.%s"
                                        .formatted(
                                                SERVICE,
                                                region.id(),
                                                PartitionMetadata.of(region).dnsSuffix())));
    }
}
