package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.route.Permission.Side;
import software.amazon.awssdk.services.s3.S3Client;

class PermissionsTest {

    private static final List<BucketPrefix> SOURCES =
            List.of(new BucketPrefix("photos", "2024/"), new BucketPrefix("photos", "2025/"));
    private static final List<BucketPrefix> DESTINATIONS =
            List.of(new BucketPrefix("backup", "from-jp/"));

    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
    private static final List<Route> WISHING =
            List.of(
                    Route.of(
                            SOURCES.getFirst(),
                            DESTINATIONS.getFirst(),
                            RouteOptions.of(
                                    Map.of(
                                            "object_lock", "keep",
                                            "acl", "bucket-owner-full-control",
                                            "sse", "aws:kms",
                                            "sse_kms_key_id", KEY))));

    /// What each request needs (Amazon S3 user guide, "Required permissions for Amazon S3 API
    /// operations"); both, where it is sent with and without a version id, or with tags.
    private static final Map<String, Set<String>> NEEDED =
            Map.ofEntries(
                    Map.entry("headBucket", Set.of("s3:ListBucket")),
                    Map.entry("getBucketVersioning", Set.of("s3:GetBucketVersioning")),
                    Map.entry(
                            "getBucketLifecycleConfiguration",
                            Set.of("s3:GetLifecycleConfiguration")),
                    Map.entry(
                            "getBucketNotificationConfiguration",
                            Set.of("s3:GetBucketNotification")),
                    Map.entry("getBucketEncryption", Set.of("s3:GetEncryptionConfiguration")),
                    Map.entry("getBucketWebsite", Set.of("s3:GetBucketWebsite")),
                    Map.entry("headObject", Set.of("s3:GetObject")),
                    Map.entry("getObject", Set.of("s3:GetObject", "s3:GetObjectVersion")),
                    Map.entry(
                            "getObjectTagging",
                            Set.of("s3:GetObjectTagging", "s3:GetObjectVersionTagging")),
                    Map.entry("getObjectRetention", Set.of("s3:GetObjectRetention")),
                    Map.entry("getObjectLegalHold", Set.of("s3:GetObjectLegalHold")),
                    Map.entry(
                            "putObject",
                            Set.of(
                                    "s3:PutObject",
                                    "s3:PutObjectTagging",
                                    "s3:PutObjectAcl",
                                    "s3:PutObjectRetention",
                                    "s3:PutObjectLegalHold")),
                    Map.entry(
                            "createMultipartUpload", Set.of("s3:PutObject", "s3:PutObjectTagging")),
                    Map.entry("uploadPart", Set.of("s3:PutObject")),
                    Map.entry("completeMultipartUpload", Set.of("s3:PutObject")),
                    Map.entry("deleteObject", Set.of("s3:DeleteObject")),
                    Map.entry("abortMultipartUpload", Set.of("s3:AbortMultipartUpload")),
                    Map.entry(
                            "copyObject",
                            Set.of(
                                    "s3:GetObject",
                                    "s3:GetObjectVersion",
                                    "s3:GetObjectTagging",
                                    "s3:GetObjectVersionTagging",
                                    "s3:PutObject",
                                    "s3:PutObjectTagging")),
                    Map.entry(
                            "uploadPartCopy",
                            Set.of("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject")),
                    Map.entry("listParts", Set.of("s3:ListMultipartUploadParts")),
                    Map.entry("listMultipartUploads", Set.of("s3:ListBucketMultipartUploads")),
                    Map.entry("listObjectsV2", Set.of("s3:ListBucket")),
                    Map.entry("listObjectVersions", Set.of("s3:ListBucketVersions")));

    @Test
    void copyingReadsTheSourceAndWritesTheDestination() {
        assertThat(Permissions.toCopy(SOURCES, DESTINATIONS, "aws-cn"))
                .containsExactly(
                        new Permission(
                                Side.SOURCE,
                                List.of(
                                        "s3:GetObject",
                                        "s3:GetObjectVersion",
                                        "s3:GetObjectTagging",
                                        "s3:GetObjectVersionTagging"),
                                List.of(
                                        "arn:aws-cn:s3:::photos/2024/*",
                                        "arn:aws-cn:s3:::photos/2025/*")),
                        new Permission(
                                Side.SOURCE,
                                List.of("s3:GetBucketWebsite", "s3:ListBucket"),
                                List.of("arn:aws-cn:s3:::photos")),
                        new Permission(
                                Side.DESTINATION,
                                List.of(
                                        "s3:GetObject",
                                        "s3:PutObject",
                                        "s3:PutObjectTagging",
                                        "s3:AbortMultipartUpload",
                                        "s3:ListMultipartUploadParts"),
                                List.of("arn:aws-cn:s3:::backup/from-jp/*")),
                        new Permission(
                                Side.DESTINATION,
                                List.of("s3:ListBucket", "s3:ListBucketMultipartUploads"),
                                List.of("arn:aws-cn:s3:::backup")));
    }

    @Test
    void theRequestsOfTheAdapterAreAllowedAndNothingElse() {
        var requests =
                new ClassFileImporter()
                        .importPackages("s3migrate.store.s3").stream()
                                .flatMap(type -> type.getAccessesFromSelf().stream())
                                .filter(access ->
                                        access.getTargetOwner().isEquivalentTo(S3Client.class))
                                .map(JavaAccess::getName)
                                .filter(name -> !Set.of("builder", "close").contains(name))
                                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(requests).containsExactlyInAnyOrderElementsOf(NEEDED.keySet());
        var granted =
                Stream.of(
                                Permissions.toCopy(SOURCES, DESTINATIONS, "aws"),
                                Permissions.toDelete(DESTINATIONS, "aws"),
                                Permissions.toFulfil(WISHING, WISHING, "aws"),
                                Permissions.toCompare(SOURCES, DESTINATIONS, "aws"),
                                List.of(
                                        Permissions.toSeeSetup(
                                                Side.SOURCE, SOURCES.getFirst(), "aws")))
                        .flatMap(List::stream);
        assertThat(actions(granted.toList()))
                .containsExactlyInAnyOrderElementsOf(
                        NEEDED.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    @Test
    void whatRoutesWishIsAllowedWhereTheyWishIt() {
        var plain =
                Route.of(SOURCES.getFirst(), DESTINATIONS.getFirst(), RouteOptions.of(Map.of()));
        assertThat(Permissions.toFulfil(List.of(plain), List.of(plain), "aws")).isEmpty();
        assertThat(Permissions.toFulfil(WISHING, WISHING, "aws"))
                .containsExactly(
                        new Permission(
                                Side.SOURCE,
                                List.of("s3:GetObjectRetention", "s3:GetObjectLegalHold"),
                                List.of("arn:aws:s3:::photos/2024/*")),
                        new Permission(
                                Side.DESTINATION,
                                List.of("s3:PutObjectAcl"),
                                List.of("arn:aws:s3:::backup/from-jp/2024/*")),
                        new Permission(
                                Side.DESTINATION,
                                List.of("s3:PutObjectRetention"),
                                List.of("arn:aws:s3:::backup/from-jp/2024/*")),
                        new Permission(
                                Side.DESTINATION,
                                List.of("s3:PutObjectLegalHold"),
                                List.of("arn:aws:s3:::backup/from-jp/2024/*")));
        assertThat(Permissions.keysOf(WISHING)).containsExactly(KEY);
    }

    /// IAM takes the ARN of a key as a resource, and that of an alias as one of nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "alias/photos",
                "arn:aws:kms:eu-west-1:111122223333:alias/photos"
            })
    void aKeyThatIsNotNamedByItsArnIsNoResource(String key) {
        var options = RouteOptions.of(Map.of("sse", "aws:kms", "sse_kms_key_id", key));
        var route = Route.of(SOURCES.getFirst(), DESTINATIONS.getFirst(), options);
        assertThat(Permissions.keysOf(List.of(route))).isEmpty();
    }

    @Test
    void deletingIsAskedForOnDestinationsAlone() {
        assertThat(Permissions.toDelete(DESTINATIONS, "aws"))
                .containsExactly(
                        new Permission(
                                Side.DESTINATION,
                                List.of("s3:DeleteObject"),
                                List.of("arn:aws:s3:::backup/from-jp/*")));
    }

    @Test
    void noSourceAndNoComparisonIsEverWritten() {
        var all =
                Stream.concat(
                        Permissions.toCopy(SOURCES, List.of(), "aws").stream(),
                        Permissions.toCompare(SOURCES, DESTINATIONS, "aws").stream());
        assertThat(actions(all.toList())).allMatch(action -> action.matches("s3:(Get|List)\\w+"));
    }

    @Test
    void aSideOfSomebodyElseNeedsNothing() {
        assertThat(Permissions.toCopy(List.of(), DESTINATIONS, "aws"))
                .extracting(Permission::side)
                .containsOnly(Side.DESTINATION);
        assertThat(Permissions.toCompare(List.of(), List.of(), "aws")).isEmpty();
        assertThat(Permissions.toCopyUnderKeys(List.of(), List.of())).isEmpty();
    }

    @Test
    void wildcardsInAPrefixAreItsOwnCharacters() {
        var odd = new BucketPrefix("photos", "a*b?c$d${*}/");
        assertThat(Permissions.toCompare(List.of(odd), List.of(), "aws").getFirst().resources())
                .containsExactly("arn:aws:s3:::photos/a${*}b${?}c${$}d${$}{${*}}/*");
    }

    @ParameterizedTest
    @CsvSource({
        "photos/\u5199\u771f/, photos/",
        "\uD83C\uDF89party/, ''",
        "a*\u200Bb, a${*}",
        "'one\ttwo', one",
        "\u00E9t\u00E9/, \u00E9t\u00E9/"
    })
    void aPrefixIsCutWhereAPolicyCannotNameIt(String prefix, String literal) {
        var odd = new BucketPrefix("photos", prefix);
        assertThat(Permissions.toCompare(List.of(odd), List.of(), "aws").getFirst().resources())
                .containsExactly("arn:aws:s3:::photos/" + literal + "*")
                .allMatch(arn -> arn.matches("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"));
    }

    @Test
    void whatIsAllowedBeyondARangeIsSaid() {
        assertThat(new PolicyRange(new BucketPrefix("photos", "caf\u00E9/*/")).widening())
                .isEmpty();
        assertThat(new PolicyRange(new BucketPrefix("photos", "a/\u5199\u771f/")).widening())
                .hasValue(
                        "s3://photos/a/\u5199\u771f/: policies hold characters up to U+00FF only, so all keys"
                                + " under s3://photos/a/ are allowed");
    }

    @Test
    void keysAreUsedAsFarAsTheSideNeeds() {
        var old = List.of("arn:aws:kms:eu-west-1:111122223333:key/old");
        var own = List.of("arn:aws:kms:eu-west-1:111122223333:key/own");
        var decryptsOld = new Permission(Side.SOURCE, List.of("kms:Decrypt"), old);
        assertThat(Permissions.toCopyUnderKeys(old, own))
                .containsExactly(
                        decryptsOld,
                        new Permission(
                                Side.DESTINATION,
                                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                                own));
        assertThat(Permissions.toCompareUnderKeys(old, own))
                .containsExactly(
                        decryptsOld, new Permission(Side.DESTINATION, List.of("kms:Decrypt"), own));
    }

    private static Set<String> actions(List<Permission> permissions) {
        return permissions.stream()
                .flatMap(permission -> permission.actions().stream())
                .collect(Collectors.toSet());
    }
}
