package s3migrate.e2e;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import s3migrate.ledger.dynamodb.DynamoDbLedger;
import s3migrate.object.ObjectMetadata;
import s3migrate.route.BucketPrefix;
import s3migrate.sandbox.s3.auth.AccessKey;
import s3migrate.store.NewObject;
import s3migrate.store.s3.S3Access;
import s3migrate.store.s3.S3Connections;
import s3migrate.store.s3.S3Stores;
import s3migrate.time.Sleeper;
import s3migrate.transfer.StaleUploads;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The sweep with which a run begins, as if a day had passed: the clock of a process cannot be
/// moved.
///
/// @param s3 of the destination, over http
/// @param tables where the ledger is, which belongs to `owner`
record DayLater(URI s3, Region region, URI tables, String table, Account owner) {

    private static final InstantSource CLOCK =
            () -> InstantSource.system().instant().plus(Duration.ofHours(25));

    /// Ends what was begun with these credentials in a bucket and will be completed by nobody.
    ///
    /// @return how many uploads
    int sweep(AccessKey beganThem, String bucket) {
        var session =
                AwsSessionCredentials.create(
                        beganThem.id(), beganThem.secret(), beganThem.sessionToken().orElseThrow());
        var access =
                new S3Access(StaticCredentialsProvider.create(session), region, Optional.of(s3));
        var connections = S3Connections.forInFlight(2);
        try (var store = S3Stores.open(access, S3Stores.Side.DESTINATION, connections);
                var client = client()) {
            var ledger = new DynamoDbLedger(client, table, Sleeper.system(), new Random());
            var nothing = new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());
            return new StaleUploads(store, ledger, nothing, CLOCK)
                    .end(new BucketPrefix(bucket, ""));
        }
    }

    private DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(tables)
                .region(Region.of(owner.region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(owner.accessKeyId(), owner.secret())))
                .build();
    }
}
