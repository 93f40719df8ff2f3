package s3migrate.store.s3;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/// Requests for whole objects as they go out over https, signed: what the SDK would send, but for
/// the headers by which it counts its attempts. Empty where only the SDK knows how.
///
/// @param chunked whether the store reads a body with a checksum behind it
/// @param requesterPays whether each says that we pay
record DirectRequests(
        KnownBuckets buckets,
        AwsCredentialsProvider credentials,
        boolean chunked,
        boolean requesterPays) {

    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /// To be signed when it is sent.
    Optional<Supplier<HttpExecuteRequest>> get(GetObjectRequest request, String userAgent) {
        return buckets.known("GetObject", request.bucket())
                .flatMap(bucket ->
                        unsigned(SdkHttpMethod.GET, request, request.key(), bucket)
                                .map(http -> withMore(http, request, userAgent))
                                .map(http -> () -> signed(signing(bucket, http))));
    }

    /// To be signed when it is sent: that may open the body.
    ///
    /// @param content the body's bytes, from their start each time
    Optional<Supplier<HttpExecuteRequest>> put(
            PutObjectRequest request,
            RequestBody body,
            ContentStreamProvider content,
            String userAgent) {
        var algorithm = Optional.ofNullable(request.checksumAlgorithmAsString());
        return buckets.known("PutObject", request.bucket())
                .filter(_ -> chunked || algorithm.isEmpty())
                .flatMap(bucket ->
                        unsigned(SdkHttpMethod.PUT, request, request.key(), bucket)
                                .map(http -> described(http, body))
                                .map(http -> withMore(http, request, userAgent))
                                .map(http ->
                                        () -> {
                                            var signing = signing(bucket, http).payload(content);
                                            algorithm.ifPresent(name ->
                                                    signing.putProperty(
                                                            AwsV4FamilyHttpSigner
                                                                    .CHECKSUM_ALGORITHM,
                                                            DefaultChecksumAlgorithm.fromValue(
                                                                    name)));
                                            return signed(signing);
                                        }));
    }

    private static SdkHttpRequest.Builder described(SdkHttpRequest.Builder http, RequestBody body) {
        return http.putHeader("Content-Type", body.contentType())
                .putHeader("Content-Length", body.optionalContentLength().orElseThrow().toString());
    }

    /// Empty where it takes more than text in headers and query.
    private static Optional<SdkHttpRequest.Builder> unsigned(
            SdkHttpMethod method, S3Request request, String key, KnownBuckets.Known bucket) {
        var uri = bucket.uri();
        var http =
                SdkHttpRequest.builder()
                        .method(method)
                        .protocol(uri.getScheme())
                        .host(uri.getHost())
                        .port(uri.getPort() < 0 ? null : uri.getPort())
                        .encodedPath(path(uri.getRawPath(), key));
        for (SdkField<?> field : request.sdkFields()) {
            var value = field.getValueOrDefault(request);
            if (value == null || value instanceof SdkAutoConstructMap) {
                continue;
            }
            if (!(value instanceof String text)) {
                return Optional.empty();
            }
            switch (field.location()) {
                case HEADER -> http.putHeader(field.locationName(), text);
                case QUERY_PARAM -> http.putRawQueryParameter(field.locationName(), text);
                case PATH, GREEDY_PATH -> {}
                case PAYLOAD, STATUS_CODE -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(http);
    }

    private static String path(String bucket, String key) {
        return (bucket.endsWith("/") ? bucket : bucket + "/")
                + SdkHttpUtils.urlEncodeIgnoreSlashes(key);
    }

    /// Those that are set for this request alone go over all others.
    private SdkHttpRequest withMore(
            SdkHttpRequest.Builder http, S3Request request, String userAgent) {
        http.putHeader("User-Agent", userAgent);
        request.overrideConfiguration().ifPresent(more -> more.headers().forEach(http::putHeader));
        if (requesterPays) {
            http.putHeader(RequesterPays.HEADER, RequesterPays.VALUE);
        }
        return http.build();
    }

    private SignRequest.Builder<AwsCredentialsIdentity> signing(
            KnownBuckets.Known bucket, SdkHttpRequest http) {
        AwsCredentialsIdentity identity = credentials.resolveCredentials();
        var signing = SignRequest.builder(identity).request(http);
        bucket.scheme().forEachSignerProperty(signing::putProperty);
        bucket.region()
                .ifPresent(region -> signing.putProperty(AwsV4HttpSigner.REGION_NAME, region));
        return signing;
    }

    private static HttpExecuteRequest signed(SignRequest.Builder<AwsCredentialsIdentity> signing) {
        var signed = SIGNER.sign(signing.build());
        var request = HttpExecuteRequest.builder().request(signed.request());
        signed.payload().ifPresent(request::contentStreamProvider);
        return request.build();
    }
}
