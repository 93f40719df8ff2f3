package s3migrate.store.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.route.StoreProfile;
import s3migrate.store.BucketSetup;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// Opens stores on S3, each with a client and connections of its own.
///
/// Checksums are sent and checked only where the adapter asks, because the SDK's default adds one
/// to each part. Over https the payload is unsigned; over plain http it is signed in chunks, which
/// is the SDK's default for both and reads a body once. Bodies above 1 MiB wait for `100 Continue`:
/// one round trip, against reading the source anew whenever S3 answers 503.
public final class S3Stores {

    /// Which end of a copy a store is, for its retries.
    public enum Side {
        /// Read within a write's attempt: its own few attempts multiply with the write's.
        SOURCE(2),
        /// The SDK's standard.
        DESTINATION(3),
        /// A destination that copies from the source by itself.
        WITHIN(3);

        private final int attempts;

        Side(int attempts) {
            this.attempts = attempts;
        }
    }

    private S3Stores() {}

    /// A store that can do all that AWS can. Connects to nothing yet. The caller closes it.
    public static S3ObjectStore open(S3Access access, Side side, S3Connections connections) {
        return open(access, side, connections, StoreProfile.AWS);
    }

    /// A store of which nothing is asked that its profile does not say, as fast as it answers.
    /// Connects to nothing yet. The caller closes it.
    public static S3ObjectStore open(
            S3Access access, Side side, S3Connections connections, StoreProfile profile) {
        return open(access, side, connections, S3Terms.of(profile));
    }

    /// A store that is asked on these terms, as fast as it answers. Connects to nothing yet. The
    /// caller closes it.
    public static S3ObjectStore open(
            S3Access access, Side side, S3Connections connections, S3Terms terms) {
        return over(http(connections).build(), access, side, connections, terms, Optional.empty());
    }

    /// The same, at the rates of its side.
    ///
    /// @param traffic of all stores of that side
    public static S3ObjectStore open(
            S3Access access, Side side, S3Connections connections, S3Terms terms, Traffic traffic) {
        return over(
                http(connections).build(), access, side, connections, terms, Optional.of(traffic));
    }

    /// How buckets are set up. Connects to nothing yet. The caller closes it.
    public static BucketSetup setup(S3Access access, S3Connections connections) {
        return new S3BucketSetup(
                client(access, Side.SOURCE, new PricedRequests(connections.meter()))
                        .httpClientBuilder(http(connections))
                        .build());
    }

    /// By way of this client, which the store owns.
    static S3ObjectStore over(
            SdkHttpClient http,
            S3Access access,
            Side side,
            S3Connections connections,
            S3Terms terms,
            Optional<Traffic> traffic) {
        boolean chunked = terms.profile().can(StoreProfile.Feature.AWS_CHUNKED);
        var interceptors = new ArrayList<ExecutionInterceptor>();
        traffic.ifPresent(interceptors::add);
        interceptors.add(new PricedRequests(connections.meter()));
        if (terms.requesterPays()) {
            interceptors.add(new RequesterPays());
        }
        var buckets = KnownBuckets.ofSdk();
        var handedOn = new HandedOnHttp(http);
        var sdk =
                client(access, side, buckets, interceptors)
                        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(chunked))
                        .httpClient(handedOn)
                        .build();
        var requests =
                new DirectRequests(buckets, access.credentials(), chunked, terms.requesterPays());
        var direct = new DirectClient(sdk, handedOn, requests, traffic, connections.meter());
        return new S3ObjectStore(
                new RenewingClient(direct, access.credentials()),
                terms.withAws(access.endpoint().isEmpty()),
                connections.bodies());
    }

    private static Apache5HttpClient.Builder http(S3Connections connections) {
        return Apache5HttpClient.builder()
                .maxConnections(connections.most())
                .connectionTimeout(connections.connectTimeout())
                .connectionAcquisitionTimeout(connections.silenceTimeout())
                .socketTimeout(connections.silenceTimeout())
                .connectionTimeToLive(connections.life());
    }

    /// All but the way to the network.
    static S3ClientBuilder client(S3Access access, Side side, ExecutionInterceptor... more) {
        return client(access, side, KnownBuckets.ofSdk(), List.of(more));
    }

    private static S3ClientBuilder client(
            S3Access access, Side side, KnownBuckets buckets, List<ExecutionInterceptor> more) {
        StandardRetryStrategy retries =
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(side.attempts)
                        .build();
        var client =
                S3Client.builder()
                        .credentialsProvider(access.credentials())
                        .endpointProvider(buckets::endpoint)
                        .authSchemeProvider(buckets::schemes)
                        .region(access.region())
                        .crossRegionAccessEnabled(access.anyRegion())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .overrideConfiguration(o -> {
                            o.retryStrategy(retries)
                                    .addExecutionInterceptor(new ErrorBodies())
                                    .addExecutionInterceptor(new LegalXml())
                                    .addExecutionInterceptor(new ScannedPage.Interceptor());
                            more.forEach(o::addExecutionInterceptor);
                        });
        access.endpoint().ifPresent(client::endpointOverride);
        return client;
    }
}
