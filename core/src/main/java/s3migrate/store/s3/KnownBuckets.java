package s3migrate.store.s3;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/// Where a bucket is asked and how that is signed, by the SDK's own rules, which one client asks
/// once per bucket and operation: they depend on no key, and the SDK would go through them twice in
/// every request, a tenth of what a small object costs. Serves many threads; for one client, whose
/// settings do not change.
final class KnownBuckets {

    /// What the rules look at, of one client.
    private record Asked(String operation, String bucket) {}

    /// A bucket is asked in the client's region until its own is known.
    private record Place(String bucket, Region region) {}

    private final S3EndpointProvider endpoints;
    private final S3AuthSchemeProvider schemes;
    private final Map<Place, CompletableFuture<Endpoint>> knownEndpoints =
            new ConcurrentHashMap<>();
    private final Map<Asked, List<AuthSchemeOption>> knownSchemes = new ConcurrentHashMap<>();

    KnownBuckets(S3EndpointProvider endpoints, S3AuthSchemeProvider schemes) {
        this.endpoints = endpoints;
        this.schemes = schemes;
    }

    /// By the SDK's rules.
    static KnownBuckets ofSdk() {
        return new KnownBuckets(
                S3EndpointProvider.defaultProvider(), S3AuthSchemeProvider.defaultProvider());
    }

    /// At an endpoint of its own, wherever it was set, a store has its buckets in the path: not
    /// every one of them has names for them.
    CompletableFuture<Endpoint> endpoint(S3EndpointParams asked) {
        var request =
                asked.endpoint() == null ? asked : asked.toBuilder().forcePathStyle(true).build();
        return request.bucket() == null
                        || Boolean.TRUE.equals(request.useS3ExpressControlEndpoint())
                ? endpoints.resolveEndpoint(request)
                : knownEndpoints.computeIfAbsent(
                        new Place(request.bucket(), request.region()),
                        _ -> endpoints.resolveEndpoint(request));
    }

    List<AuthSchemeOption> schemes(S3AuthSchemeParams request) {
        return request.bucket() == null
                ? schemes.resolveAuthScheme(request)
                : knownSchemes.computeIfAbsent(
                        new Asked(request.operation(), request.bucket()),
                        _ -> schemes.resolveAuthScheme(request));
    }
}
