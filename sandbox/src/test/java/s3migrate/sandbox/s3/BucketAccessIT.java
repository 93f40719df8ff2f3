package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.contract.RawRequest;
import s3migrate.sandbox.s3.store.DefaultRetention;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.RequestCharged;
import software.amazon.awssdk.services.s3.model.RequestPayer;

class BucketAccessIT {
    private static final String PUBLIC = "public-bucket";
    private static final String PAID = "paid-bucket";
    private static final String WITH_ACLS = "bucket-with-acls";
    private static final String LOCKED = "locked-bucket";

    @TempDir static Path directory;
    private static S3Fixture fixture;
    private static S3Client nobody;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory);
        nobody =
                fixture.client(builder ->
                        builder.credentialsProvider(AnonymousCredentialsProvider.create()));
        for (String bucket : new String[] {PUBLIC, PAID, WITH_ACLS}) {
            fixture.s3.createBucket(r -> r.bucket(bucket));
        }
        fixture.s3.createBucket(r -> r.bucket(LOCKED).objectLockEnabledForBucket(true));
        put(PUBLIC);
        put(PAID);
        put(BUCKET);
        fixture.server.change(PUBLIC, bucket -> bucket.withPublicRead(true));
        fixture.server.change(PAID, bucket -> bucket.withRequesterPays(true));
        fixture.server.change(WITH_ACLS, bucket -> bucket.withAcls(true));
    }

    @AfterAll
    static void stop() {
        nobody.close();
        fixture.close();
    }

    @Test
    void letsNobodyReadWhatIsPublic() {
        assertThat(nobody.getObjectAsBytes(r -> r.bucket(PUBLIC).key("k")).asUtf8String())
                .isEqualTo("x");
        assertThat(nobody.headObject(r -> r.bucket(PUBLIC).key("k")).contentLength()).isEqualTo(1);
        assertThat(nobody.listObjectsV2(r -> r.bucket(PUBLIC)).contents()).hasSize(1);
    }

    @Test
    void letsNobodyWriteOrReadWhatIsNot() {
        assertThatThrownBy(
                        () -> nobody.putObject(r -> r.bucket(PUBLIC).key("k"), RequestBody.empty()))
                .satisfies(e -> assertError(e, 403, "AccessDenied"));
        assertThatThrownBy(() -> nobody.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")))
                .satisfies(e -> assertError(e, 403, "AccessDenied"));
    }

    @Test
    void wantsToBeToldThatTheRequesterPays() {
        assertThatThrownBy(() -> fixture.s3.getObjectAsBytes(r -> r.bucket(PAID).key("k")))
                .satisfies(e -> assertError(e, 403, "AccessDenied"));
        assertThatThrownBy(() -> fixture.s3.listObjectsV2(r -> r.bucket(PAID)))
                .satisfies(e -> assertError(e, 403, "AccessDenied"));
        assertThat(
                        fixture.s3
                                .headObject(r ->
                                        r.bucket(PAID)
                                                .key("k")
                                                .requestPayer(RequestPayer.REQUESTER))
                                .requestCharged())
                .isEqualTo(RequestCharged.REQUESTER);
    }

    @Test
    void wantsToBeToldSoForTheSourceOfACopyToo() {
        CopyObjectRequest copy =
                CopyObjectRequest.builder()
                        .sourceBucket(PAID)
                        .sourceKey("k")
                        .destinationBucket(BUCKET)
                        .destinationKey("paid")
                        .build();

        assertThatThrownBy(() -> fixture.s3.copyObject(copy))
                .satisfies(e -> assertError(e, 403, "AccessDenied"));
        fixture.s3.copyObject(copy.toBuilder().requestPayer(RequestPayer.REQUESTER).build());
    }

    @Test
    void refusesAclsWhereTheOwnerOwnsEverything() {
        assertThatThrownBy(() -> putAcl(BUCKET, ObjectCannedACL.PUBLIC_READ))
                .satisfies(e -> assertError(e, 400, "AccessControlListNotSupported"));
        putAcl(BUCKET, ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL);
    }

    @Test
    void remembersTheAclOfAnObjectButNotForItsCopy() {
        putAcl(WITH_ACLS, ObjectCannedACL.PUBLIC_READ);
        fixture.s3.copyObject(r ->
                r.sourceBucket(WITH_ACLS)
                        .sourceKey("acl")
                        .destinationBucket(WITH_ACLS)
                        .destinationKey("copy"));

        assertThat(acl("acl")).isEqualTo("public-read");
        assertThat(acl("copy")).isEqualTo("private");
    }

    @Test
    void wantsAChecksumWhereObjectsMayBeLocked() throws IOException, InterruptedException {
        var uri = fixture.server.https().resolve("/" + LOCKED + "/k");

        var bare = RawRequest.put(fixture, uri).body("x").send();
        var summed =
                RawRequest.put(fixture, uri)
                        .header("Content-MD5", "ndTkYSaMgDT1yFZOFVxnpg==")
                        .body("x")
                        .send();

        assertThat(bare.statusCode()).isEqualTo(400);
        assertThat(bare.body()).contains("<Code>InvalidRequest</Code>", "Content-MD5");
        assertThat(summed.statusCode()).isEqualTo(200);
    }

    @Test
    void locksByDefaultWhatHasNoLockOfItsOwn() {
        var retention = new DefaultRetention("COMPLIANCE", Period.ofDays(3));
        fixture.server.change(LOCKED, bucket -> bucket.withDefaultRetention(retention));
        var written =
                fixture.s3.putObject(
                        r ->
                                r.bucket(LOCKED)
                                        .key("by-default")
                                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                        RequestBody.fromString("a"));

        var head = fixture.s3.headObject(r -> r.bucket(LOCKED).key("by-default"));

        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.COMPLIANCE);
        assertThat(head.objectLockRetainUntilDate())
                .isBetween(
                        head.lastModified().plus(Duration.ofDays(3)).minusSeconds(60),
                        head.lastModified().plus(Duration.ofDays(3)).plusSeconds(60));
        assertThatThrownBy(() ->
                        fixture.s3.deleteObject(r ->
                                r.bucket(LOCKED).key("by-default").versionId(written.versionId())))
                .hasMessageContaining("object protected by object lock");
    }

    @Test
    void tellsTheLockOfAnObject() {
        fixture.s3.putObject(
                r ->
                        r.bucket(LOCKED)
                                .key("held")
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON),
                RequestBody.fromString("x"));

        var head = fixture.s3.headObject(r -> r.bucket(LOCKED).key("held"));

        assertThat(head.objectLockLegalHoldStatus()).isEqualTo(ObjectLockLegalHoldStatus.ON);
        assertThat(head.versionId()).isNotNull();
        assertThatThrownBy(() ->
                        fixture.s3.putObject(
                                r ->
                                        r.bucket(BUCKET)
                                                .key("held")
                                                .objectLockLegalHoldStatus(
                                                        ObjectLockLegalHoldStatus.ON),
                                RequestBody.fromString("x")))
                .satisfies(e -> assertError(e, 400, "InvalidRequest"));
    }

    private static String acl(String key) {
        return fixture.server.object(WITH_ACLS, key).orElseThrow().properties().acl();
    }

    private static void putAcl(String bucket, ObjectCannedACL acl) {
        fixture.s3.putObject(
                r -> r.bucket(bucket).key("acl").acl(acl), RequestBody.fromString("x"));
    }

    private static void put(String bucket) {
        fixture.s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("x"));
    }
}
