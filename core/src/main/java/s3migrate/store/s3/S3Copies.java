package s3migrate.store.s3;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.route.StoreProfile.Feature;
import s3migrate.store.CopyWish;
import s3migrate.store.Expectation;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.SourceChangedException;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TaggingDirective;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/// CopyObject and UploadPartCopy, always of a version pinned by ETag and, if known, version id.
final class S3Copies {

    /// What S3 answers where the source's version is not there.
    private static final Set<String> NOT_THERE = Set.of("NoSuchKey", "NoSuchVersion");

    private final S3Client client;
    private final StoreProfile profile;
    private final VersionIds versions;

    S3Copies(S3Client client, StoreProfile profile, VersionIds versions) {
        this.client = client;
        this.profile = profile;
        this.versions = versions;
    }

    /// Metadata and tags go along by S3's own default, byte for byte; class, protection and website
    /// redirect do not, so they are named.
    WriteAnswer copy(StoredObject from, ObjectLocation to, CopyWish wish, Expectation expected) {
        var source = from.location();
        var headers = headers(from, to, wish);
        var request =
                CopyObjectRequest.builder()
                        .sourceBucket(source.bucket())
                        .sourceKey(source.key())
                        .copySourceIfMatch(from.etag().quoted())
                        .destinationBucket(to.bucket())
                        .destinationKey(to.key())
                        .overrideConfiguration(o -> headers.forEach(o::putHeader));
        if (wish.metadata().isPresent()) {
            request.metadataDirective(MetadataDirective.REPLACE);
        }
        if (!wish.tags()) {
            request.taggingDirective(TaggingDirective.REPLACE);
        }
        S3Writes.condition(expected, request::ifNoneMatch, request::ifMatch);
        try {
            return written(
                    versions.ask(
                            from.pinned(),
                            id ->
                                    client.copyObject(
                                            request.sourceVersionId(id.orElse(null)).build())));
        } catch (SdkException e) {
            if (isOfSource(e, expected)) {
                throw new SourceChangedException(from.pinned());
            }
            return WriteAnswers.of(e, expected)
                    .orElseThrow(() -> S3Errors.of(call("copy", from.pinned(), to), e));
        }
    }

    private Map<String, String> headers(StoredObject from, ObjectLocation to, CopyWish wish) {
        var nothing = Optional.<String>empty();
        var redirect =
                new ObjectMetadata(
                        nothing,
                        nothing,
                        nothing,
                        nothing,
                        nothing,
                        nothing,
                        from.metadata().websiteRedirect(),
                        Map.of());
        var what =
                new NewObject(
                        wish.metadata().orElse(redirect),
                        wish.storageClass(),
                        Map.of(),
                        wish.protection());
        return NewObjectHeaders.of(what, profile, call("copy", from.pinned(), to));
    }

    /// Headers go as they were read, like those of a new object.
    WriteAnswer rewrite(StoredObject there, NewObject what, Expectation expected) {
        var at = there.location();
        var call = call("rewrite", there.pinned(), at);
        var headers = NewObjectHeaders.of(what, profile, call);
        var request =
                CopyObjectRequest.builder()
                        .sourceBucket(at.bucket())
                        .sourceKey(at.key())
                        .copySourceIfMatch(there.etag().quoted())
                        .destinationBucket(at.bucket())
                        .destinationKey(at.key())
                        .metadataDirective(MetadataDirective.REPLACE)
                        .overrideConfiguration(o -> headers.forEach(o::putHeader));
        if (profile.can(Feature.TAGS)) {
            request.taggingDirective(TaggingDirective.REPLACE);
        }
        S3Writes.condition(expected, request::ifNoneMatch, request::ifMatch);
        try {
            return written(client.copyObject(request.build()));
        } catch (SdkException e) {
            return isRefusalOfSource(e)
                    ? new WriteAnswer.Refused(S3Errors.code((S3Exception) e))
                    : WriteAnswers.of(e, expected).orElseThrow(() -> S3Errors.of(call, e));
        }
    }

    Optional<UploadedPart> copyPart(MultipartUpload upload, Part part, PinnedObject from) {
        var to = upload.destination();
        var request =
                UploadPartCopyRequest.builder()
                        .sourceBucket(from.location().bucket())
                        .sourceKey(from.location().key())
                        .copySourceIfMatch(from.etag().quoted())
                        .copySourceRange(part.range().toHttp())
                        .destinationBucket(to.bucket())
                        .destinationKey(to.key())
                        .uploadId(upload.id())
                        .partNumber(part.number());
        try {
            var answer =
                    versions.ask(
                            from,
                            id ->
                                    client.uploadPartCopy(
                                            request.sourceVersionId(id.orElse(null)).build()));
            var copied = answer.copyPartResult();
            var value = copied.getValueForField(S3Uploads.field(upload.algorithm()), String.class);
            return Optional.of(
                    new UploadedPart(
                            part.number(),
                            ETag.of(copied.eTag()),
                            part.range().length(),
                            value.map(v -> Checksum.ofWhole(upload.algorithm(), v))));
        } catch (SdkException e) {
            if (S3Uploads.isGone(e)) {
                return Optional.empty();
            }
            if (isRefusalOfSource(e)) {
                throw new SourceChangedException(from);
            }
            throw S3Errors.of(call("copy part %d of".formatted(part.number()), from, to), e);
        }
    }

    /// What S3 can only mean of the source: it names the condition, or there is none on the
    /// destination that this could be about.
    private static boolean isOfSource(SdkException e, Expectation expected) {
        if (!(e instanceof S3Exception answer)) {
            return false;
        }
        return switch (S3Errors.code(answer)) {
            case "NoSuchVersion" -> true;
            case "NoSuchKey" -> !(expected instanceof Expectation.Present);
            case "PreconditionFailed" ->
                    FailedCondition.of(answer).filter(FailedCondition::ofSource).isPresent()
                            || expected instanceof Expectation.Any;
            default -> false;
        };
    }

    /// A part has conditions on its source alone.
    private static boolean isRefusalOfSource(SdkException e) {
        return e instanceof S3Exception answer
                && (answer.statusCode() == 412 || NOT_THERE.contains(S3Errors.code(answer)));
    }

    private static S3Call call(String verb, PinnedObject from, ObjectLocation to) {
        return S3Call.onObject("%s %s to".formatted(verb, from.location()), to);
    }

    private static WriteAnswer written(CopyObjectResponse answer) {
        var result = answer.copyObjectResult();
        return new WriteAnswer.Written(
                ETag.of(result.eTag()),
                Optional.ofNullable(answer.versionId()),
                checksum(result),
                Optional.of(AnswerHeaders.of(answer).copied()));
    }

    /// The first of an algorithm we know. A copy in one piece has its checksum over the whole.
    private static Optional<Checksum> checksum(CopyObjectResult result) {
        return Stream.of(ChecksumAlgorithm.values())
                .flatMap(algorithm ->
                        result
                                .getValueForField(S3Uploads.field(algorithm), String.class)
                                .map(value -> Checksum.ofWhole(algorithm, value))
                                .stream())
                .findFirst();
    }
}
