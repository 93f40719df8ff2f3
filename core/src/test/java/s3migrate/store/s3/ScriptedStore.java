package s3migrate.store.s3;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.ByteRange;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.s3.S3Stores.Side;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// The store over a scripted network, as `S3Stores` sets it up for AWS, and what its tests write.
final class ScriptedStore {
    private static final S3Connections CONNECTIONS = S3Connections.forInFlight(100);

    private static final AwsCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret"));

    private static final S3Access EU = new S3Access(KEYS, Region.EU_CENTRAL_1, Optional.empty());

    static final ObjectLocation KEY = new ObjectLocation("bucket", "key");
    static final PinnedObject PINNED =
            new PinnedObject(KEY, new ETag("0123"), Optional.of("v7"), 10);
    static final NewObject PLAIN = new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of());
    static final MultipartUpload UPLOAD =
            new MultipartUpload(KEY, "upload", ChecksumAlgorithm.CRC32C);
    static final Part PART_3 = new Part(3, new ByteRange(20, 10));

    private ScriptedStore() {}

    static S3ObjectStore over(ScriptedHttp http) {
        return over(http, EU);
    }

    /// Of another maker, which can all that AWS can.
    static S3ObjectStore outsideAws(ScriptedHttp http) {
        var endpoint = Optional.of(URI.create("https://storage.example.org"));
        return over(http, new S3Access(KEYS, Region.EU_CENTRAL_1, endpoint));
    }

    /// Of which only what `profile` says is asked.
    static S3ObjectStore over(ScriptedHttp http, StoreProfile profile) {
        return over(http, S3Terms.of(profile));
    }

    static S3ObjectStore over(ScriptedHttp http, S3Terms terms) {
        return over(http, EU, Side.DESTINATION, terms);
    }

    static S3ObjectStore over(ScriptedHttp http, AwsCredentialsProvider credentials) {
        return over(http, new S3Access(credentials, Region.EU_CENTRAL_1, Optional.empty()));
    }

    static S3ObjectStore over(ScriptedHttp http, S3Access access) {
        return over(http, access, Side.SOURCE, S3Terms.of(StoreProfile.AWS));
    }

    /// What a store asks by.
    static S3Client client(ScriptedHttp http) {
        return S3Stores.client(EU, Side.SOURCE).httpClient(http).build();
    }

    private static S3ObjectStore over(
            ScriptedHttp http, S3Access access, Side side, S3Terms terms) {
        return S3Stores.over(http, access, side, CONNECTIONS, terms, Optional.empty());
    }
}
