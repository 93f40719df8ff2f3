package s3migrate.store.s3;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import software.amazon.awssdk.awscore.endpoints.AwsEndpointAttribute;
import software.amazon.awssdk.awscore.endpoints.authscheme.SigV4AuthScheme;
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

    private static final String SIGNATURE = "aws.auth#sigv4";

    /// What the rules look at, of one client.
    private record Asked(String operation, String bucket) {}

    /// A bucket is asked in the client's region until its own is known.
    private record Place(String bucket, Region region) {}

    private final S3EndpointProvider endpoints;
    private final S3AuthSchemeProvider schemes;
    private final Map<Place, CompletableFuture<Endpoint>> knownEndpoints =
            new ConcurrentHashMap<>();
    private final Map<Asked, List<AuthSchemeOption>> knownSchemes = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> latest = new ConcurrentHashMap<>();

    /// How requests for a bucket are addressed and signed.
    ///
    /// @param region in whose name they are signed, where the endpoint says so
    record Known(URI uri, AuthSchemeOption scheme, Optional<String> region) {}

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
        if (request.bucket() == null
                || Boolean.TRUE.equals(request.useS3ExpressControlEndpoint())) {
            return endpoints.resolveEndpoint(request);
        }
        var found =
                knownEndpoints.computeIfAbsent(
                        new Place(request.bucket(), request.region()),
                        _ -> endpoints.resolveEndpoint(request));
        if (found.state() == Future.State.SUCCESS) {
            latest.put(request.bucket(), found.resultNow());
        }
        return found;
    }

    List<AuthSchemeOption> schemes(S3AuthSchemeParams request) {
        return request.bucket() == null
                ? schemes.resolveAuthScheme(request)
                : knownSchemes.computeIfAbsent(
                        new Asked(request.operation(), request.bucket()),
                        _ -> schemes.resolveAuthScheme(request));
    }

    /// What was found out for the latest request of this operation, if that is all it takes to send
    /// another over https: the usual signature, and no header of the endpoint's own.
    Optional<Known> known(String operation, String bucket) {
        var endpoint = Optional.ofNullable(latest.get(bucket));
        var scheme =
                Optional.ofNullable(knownSchemes.get(new Asked(operation, bucket)))
                        .map(List::getFirst);
        return endpoint.filter(found ->
                        found.headers().isEmpty() && "https".equals(found.endpointUrl().scheme()))
                .flatMap(found ->
                        scheme.filter(one -> one.schemeId().equals(SIGNATURE))
                                .map(one ->
                                        new Known(
                                                found.endpointUrl().toUri(), one, region(found))));
    }

    private static Optional<String> region(Endpoint endpoint) {
        var schemes = endpoint.attribute(AwsEndpointAttribute.AUTH_SCHEMES);
        return schemes == null
                ? Optional.empty()
                : schemes.stream()
                        .filter(SigV4AuthScheme.class::isInstance)
                        .map(scheme -> ((SigV4AuthScheme) scheme).signingRegion())
                        .findFirst();
    }
}
