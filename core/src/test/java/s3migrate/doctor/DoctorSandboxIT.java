package s3migrate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Permission.Side;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.Versioning;
import s3migrate.transfer.CopyWay;

/// A doctor at two buckets of the sandbox, over https.
class DoctorSandboxIT {

    /// All that a route may wish for, so that every permission is tried.
    private static final Map<String, String> ALL_WISHES =
            Map.of(
                    "delete", "true",
                    "compare", "version",
                    "acl", "bucket-owner-full-control",
                    "object_lock", "keep");

    @TempDir private Path directory;
    private Ward ward;

    @BeforeEach
    void open() throws Exception {
        ward = new Ward(directory);
        ward.server.setVersioning(Ward.FROM, Versioning.ENABLED);
        ward.server.change(Ward.TO, bucket -> bucket.withObjectLock().withAcls(true));
    }

    @AfterEach
    void close() {
        ward.close();
    }

    @Test
    void findsNothingWrongWhereAllIsWell() throws Exception {
        ward.put("photos/a", 1_000);
        ward.options = ALL_WISHES;

        var seen = ward.examine();

        assertThat(seen).filteredOn(Observation::matters).isEmpty();
        assertThat(Ward.whats(seen, Grade.OK))
                .contains(
                        "source bucket: s3://from in us-east-1",
                        "source objects: all 1 objects, 0.0 MiB",
                        "copies: through us, because it is asked for",
                        "evidence: proved 1 by the source's checksum (1 objects looked at)",
                        "source permission: s3:GetObject, s3:GetObjectVersion, s3:GetObjectTagging, s3:GetObjectVersionTagging, s3:GetObjectRetention, s3:ListBucketVersions allowed")
                .anyMatch(what -> what.startsWith("price: "));
    }

    @ParameterizedTest
    @CsvSource({
        "SOURCE, s3:ListBucket, from",
        "SOURCE, s3:ListBucketVersions, from",
        "SOURCE, s3:GetObject, from/*",
        "SOURCE, s3:GetObjectVersion, from/*",
        "SOURCE, s3:GetObjectTagging, from/*",
        "SOURCE, s3:GetObjectVersionTagging, from/*",
        "SOURCE, s3:GetObjectRetention, from/*",
        "SOURCE, s3:GetObjectLegalHold, from/*",
        "DESTINATION, s3:ListBucket, to",
        "DESTINATION, s3:ListBucketMultipartUploads, to",
        "DESTINATION, s3:GetObject, to/*",
        "DESTINATION, s3:PutObject, to/*",
        "DESTINATION, s3:PutObjectTagging, to/*",
        "DESTINATION, s3:PutObjectAcl, to/*",
        "DESTINATION, s3:PutObjectRetention, to/*",
        "DESTINATION, s3:PutObjectLegalHold, to/*",
        "DESTINATION, s3:AbortMultipartUpload, to/*",
        "DESTINATION, s3:ListMultipartUploadParts, to/*",
        "DESTINATION, s3:DeleteObject, to/*",
    })
    void namesEachActionThatIsDeniedAndLeavesNothing(Side side, String action, String resource)
            throws Exception {
        ward.put("photos/a", 1_000);
        ward.options = ALL_WISHES;
        ward.server.deny(action, resource);

        var seen = ward.examine();

        assertThat(Ward.missing(seen, side)).containsExactly(action);
        assertThat(Ward.missing(seen, other(side))).isEmpty();
        assertThat(seen)
                .filteredOn(Observation::matters)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.what()).startsWith(action + " is denied on arn:aws:s3:::");
                    assertThat(one.why()).contains("is not authorized to perform: " + action);
                });
        assertNothingIsLeft();
    }

    @Test
    void namesAllThatIsDeniedAtOnce() {
        ward.server.deny("s3:GetObject*", "from/*");
        ward.server.deny("s3:AbortMultipartUpload", "to/*");
        ward.server.deny("s3:PutObject", "to/*");

        var seen = ward.examine();

        assertThat(Ward.missing(seen, Side.SOURCE)).containsExactly("s3:GetObject");
        assertThat(Ward.missing(seen, Side.DESTINATION))
                .containsExactly("s3:AbortMultipartUpload", "s3:PutObject");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetBucketVersioning, versioning",
        "s3:GetLifecycleConfiguration, lifecycle",
        "s3:GetBucketNotification, notifications",
        "s3:GetEncryptionConfiguration, encryption",
    })
    void whatOnlyALookNeedsIsNoFault(String action, String of) {
        ward.server.deny(action, "to");

        var seen = ward.examine();

        assertThat(seen).filteredOn(Observation::matters).isEmpty();
        assertThat(Ward.whats(seen, Grade.NOTE))
                .contains("destination %s: not looked at: %s is denied".formatted(of, action));
        assertThat(Ward.missing(seen, Side.DESTINATION)).containsExactly(action);
    }

    @Test
    void aKeyThatIsDeniedIsNamedByItsArn() throws Exception {
        ward.put("photos/a", 10);
        ward.options = Map.of("sse", "aws:kms", "sse_kms_key_id", "arn:aws:kms:us-east-1:1:key/k");
        ward.server.deny("kms:GenerateDataKey", "*");

        var seen = ward.examine();

        assertThat(Ward.whats(seen, Grade.FAULT))
                .containsExactly(
                        "destination permission: kms:GenerateDataKey is denied on arn:aws:kms:us-east-1:1:key/k");
        assertThat(Ward.whats(seen, Grade.WARN))
                .containsExactly(
                        "destination encryption: aws:kms (asked for) by arn:aws:kms:us-east-1:1:key/k without a bucket key");
    }

    @Test
    void aBucketElsewhereIsAskedNothingMore() {
        ward.region = "eu-west-1";
        ward.server.log().reset();

        var seen = ward.examine();

        assertThat(Ward.whats(seen, Grade.FAULT))
                .containsExactly(
                        "source region: s3://from is in us-east-1, asked for in eu-west-1",
                        "destination region: s3://to is in us-east-1, asked for in eu-west-1");
        assertThat(ward.server.log().count("ListObjectsV2")).isZero();
    }

    @Test
    void aBucketThatIsNotThereIsAFault() {
        ward.source = new BucketPrefix("gone", "");

        var seen = ward.examine();

        assertThat(Ward.whats(seen, Grade.FAULT))
                .containsExactly("source bucket: could not be looked at (NoSuchBucket)");
    }

    @ParameterizedTest
    @CsvSource({"30, OK", "-30, OK", "300, WARN", "-300, WARN", "1200, FAULT"})
    void tellsHowFarTheClockIsOff(long seconds, Grade grade) {
        var system = InstantSource.system();
        ward.clock = () -> system.instant().plusSeconds(seconds);

        var clocks =
                ward.examine().stream().filter(one -> one.subject().endsWith("clock")).toList();

        assertThat(clocks).hasSize(2).allMatch(one -> one.grade() == grade);
        if (grade != Grade.OK) {
            assertThat(clocks.getFirst().what())
                    .matches("this machine's clock differs by [0-9,]+ s");
        }
    }

    @Test
    void refusesARouteIntoItself() {
        ward.source = new BucketPrefix(Ward.TO, "copies/old/");

        assertThat(Ward.whats(ward.examine(), Grade.FAULT))
                .containsExactly("prefixes: s3://to/copies/old/ and s3://to/copies/ overlap");
    }

    @Test
    void countsWhatIsArchivedInASample() throws Exception {
        var archived = ObjectProperties.NONE.withStorageClass("DEEP_ARCHIVE");
        ward.put("photos/a", 10);
        for (int i = 0; i < 3; i++) {
            ward.server.put(Ward.FROM, "photos/z" + i, new byte[1 << 20], archived);
        }

        assertThat(Ward.whats(ward.examine(), Grade.WARN))
                .containsExactly("source objects: 3 of all 4 objects are archived (75 %), 3.0 MiB");
    }

    @Test
    void saysThatASampleIsOne() {
        ward.server.fill(Ward.FROM, "photos/", 3_500, 1 << 10);
        ward.server.log().reset();

        assertThat(Ward.whats(ward.examine(), Grade.OK))
                .contains(
                        "source objects: a sample, the first 3,000 objects of the listing, 2.9 MiB");
        assertThat(ward.server.log().count("ListObjectsV2")).isLessThan(8);
        assertThat(ward.server.log().count("HeadObject")).isLessThan(20);
    }

    /// Where S3 copies by itself, a byte copied into an upload tells whether it can.
    @Test
    void triesACopyWithinTheStore() {
        ward.way = new CopyWay.ServerSide("one set of credentials", false, CopyWay.Sizes.OF_S3);
        ward.server.put(Ward.FROM, "photos/large", GeneratedObject.of(1, 6 << 20));

        assertThat(Ward.whats(ward.examine(), Grade.OK))
                .contains("copies: within S3, because one set of credentials, and a trial passed");
        assertThat(ward.server.log().count("UploadPartCopy")).isEqualTo(1);
        assertThat(ward.server.log().count("CopyObject")).isZero();
    }

    @Test
    void theShortLookSeesWhatStopsARouteInFewRequests() throws Exception {
        ward.put("photos/a", 10);
        ward.server.deny("s3:GetBucketVersioning", "*");
        ward.server.deny("s3:PutObjectTagging", "to/*");
        ward.server.log().reset();

        var seen = ward.examineInShort();

        assertThat(Ward.whats(seen, Grade.FAULT))
                .containsExactly(
                        "destination permission: s3:PutObjectTagging is denied on arn:aws:s3:::to/copies/*");
        assertThat(ward.server.log().counts().values().stream().mapToLong(n -> n).sum())
                .isLessThan(25);
        assertNothingIsLeft();
    }

    private static Side other(Side side) {
        return side == Side.SOURCE ? Side.DESTINATION : Side.SOURCE;
    }

    private void assertNothingIsLeft() {
        assertThat(ward.server.keys(Ward.TO)).isEmpty();
        assertThat(ward.server.openUploads(Ward.TO)).isEmpty();
        var at = "copies/.s3-migrate-doctor-0123456789ab";
        assertThat(ward.server.versions(Ward.TO, at)).isEmpty();
        assertThat(ward.server.keys(Ward.FROM)).isEqualTo(List.of("photos/a"));
    }
}
