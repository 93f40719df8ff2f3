package s3migrate.store.s3;

import java.net.URI;
import java.util.Optional;
import s3migrate.price.Distance;
import s3migrate.route.Credentials;
import s3migrate.route.StoreProfile;
import s3migrate.store.BucketSetup;
import s3migrate.store.ServerSideCopies;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/// Whose buckets, and where. An `endpoint` is that of an S3-compatible store; without one the
/// region's of AWS is asked.
///
/// @param anyRegion whether buckets may be in other regions of the partition too: each is asked for
///   its own at the first request
public record S3Access(
        AwsCredentialsProvider credentials,
        Region region,
        Optional<URI> endpoint,
        boolean anyRegion) {

    /// As it shows in CloudTrail of the account whose role is taken on.
    private static final String SESSION = "s3-migrate";

    /// With buckets in this region alone.
    public S3Access(AwsCredentialsProvider credentials, Region region, Optional<URI> endpoint) {
        this(credentials, region, endpoint, false);
    }

    /// As somebody who takes on a role with credentials of his own, at the first request, and again
    /// before its session ends.
    public static AwsCredentialsProvider assuming(
            String roleArn,
            Optional<String> externalId,
            AwsCredentialsProvider own,
            Region region) {
        var sts = StsClient.builder().credentialsProvider(own).region(region).build();
        return assuming(roleArn, externalId, sts);
    }

    /// As the program itself. Nothing says where its buckets are, and with it on both sides of a
    /// route they are often in two regions.
    public static S3Access ofOwnRole() {
        return new S3Access(
                DefaultCredentialsProvider.builder().build(),
                DefaultAwsRegionProviderChain.builder().build().getRegion(),
                Optional.empty(),
                true);
    }

    /// As a parameter says. A role is taken on at the first request, and again before its session
    /// ends.
    public static S3Access of(Credentials credentials) {
        var region = Region.of(credentials.region());
        AwsCredentialsProvider provider =
                switch (credentials) {
                    case Credentials.Anonymous _ -> AnonymousCredentialsProvider.create();
                    case Credentials.StaticKeys keys -> StaticCredentialsProvider.create(of(keys));
                    case Credentials.Role role -> of(role, region);
                };
        return new S3Access(provider, region, credentials.endpoint());
    }

    /// As a parameter says now, and after it was refused, as it says then.
    public static S3Access of(RenewableCredentials credentials) {
        var now = credentials.current();
        return new S3Access(credentials, Region.of(now.region()), now.endpoint());
    }

    /// The same in the region that `bucket` says it is in, where nothing else says it; one request
    /// then.
    ///
    /// @throws s3migrate.store.StoreException if there is no such bucket, or no answer
    public S3Access to(String bucket, BucketSetup setup) {
        return anyRegion ? setup.home(bucket).region().map(this::in).orElse(this) : this;
    }

    private S3Access in(String other) {
        return new S3Access(credentials, Region.of(other), endpoint, anyRegion);
    }

    /// Whether S3 can copy from here to `destination` without us.
    ///
    /// @param profile what the destination's store can do
    /// @param sameCredentials whether both sides are reached as the same principal
    public ServerSideCopies copiesTo(
            S3Access destination, StoreProfile profile, boolean sameCredentials) {
        var partition = PartitionMetadata.of(region).id();
        var other = PartitionMetadata.of(destination.region()).id();
        if (!sameCredentials) {
            return new ServerSideCopies(false, "each side has credentials of its own");
        }
        if (isAnonymous()) {
            return new ServerSideCopies(false, "requests without credentials cannot copy");
        }
        if (!endpoint.equals(destination.endpoint())) {
            return new ServerSideCopies(false, "each side has an endpoint of its own");
        }
        if (!profile.can(StoreProfile.Feature.PART_COPIES)) {
            return new ServerSideCopies(
                    false, "the profile of the store (%s) has no part_copies".formatted(profile));
        }
        if (endpoint.isPresent()) {
            return new ServerSideCopies(
                    true, "one set of credentials reaches both sides at " + endpoint.get());
        }
        return partition.equals(other)
                ? new ServerSideCopies(
                        true, "one set of credentials reaches both sides in partition " + partition)
                : new ServerSideCopies(
                        false,
                        "the source is in partition %s, the destination in %s"
                                .formatted(partition, other));
    }

    /// The partition of ARNs here.
    public String partition() {
        return PartitionMetadata.of(region).id();
    }

    /// The id of the access key, which is no secret; empty of requests without credentials. May ask
    /// whoever hands credentials out.
    ///
    /// @throws s3migrate.store.StoreException if there are none to be had
    public Optional<String> accessKeyId() {
        return isAnonymous()
                ? Optional.empty()
                : Optional.of(
                        S3Errors.call(
                                S3Call.onBucket("find", "credentials"),
                                () -> credentials.resolveCredentials().accessKeyId()));
    }

    /// How far bytes go from here to `destination`.
    public Distance distanceTo(S3Access destination) {
        if (!endpoint.equals(destination.endpoint())) {
            return Distance.OVER_THE_INTERNET;
        }
        if (endpoint.isPresent() || region.equals(destination.region())) {
            return Distance.WITHIN_REGION;
        }
        return PartitionMetadata.of(region).equals(PartitionMetadata.of(destination.region()))
                ? Distance.TO_ANOTHER_REGION
                : Distance.OVER_THE_INTERNET;
    }

    /// Whether requests go without credentials.
    public boolean isAnonymous() {
        return credentials instanceof AnonymousCredentialsProvider
                || (credentials instanceof RenewableCredentials renewable
                        && renewable.current() instanceof Credentials.Anonymous);
    }

    private static AwsCredentials of(Credentials.StaticKeys keys) {
        String id = keys.accessKeyId();
        String secret = keys.secretAccessKey().value();
        return keys.sessionToken()
                .<AwsCredentials>map(
                        token -> AwsSessionCredentials.create(id, secret, token.value()))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    /// STS is asked in the region of the buckets: its answer is valid in that partition alone.
    private static AwsCredentialsProvider of(Credentials.Role role, Region region) {
        var sts = StsClient.builder().region(region).build();
        return assuming(role.roleArn(), role.externalId(), sts);
    }

    private static AwsCredentialsProvider assuming(
            String roleArn, Optional<String> externalId, StsClient sts) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(assume -> {
                    assume.roleArn(roleArn).roleSessionName(SESSION);
                    externalId.ifPresent(assume::externalId);
                })
                .build();
    }
}
