package s3migrate.store.s3;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import s3migrate.object.Checksum;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.route.StoreProfile;
import s3migrate.route.StoreProfile.Feature;
import s3migrate.store.DeleteAnswer;
import s3migrate.store.Expectation;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore.Body;
import s3migrate.store.WriteAnswer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// PUT and DELETE of whole objects, and what PUT has in common with Complete.
final class S3Writes {

    /// S3's own default, so that an object without a type stays without one.
    static final String NO_TYPE = "binary/octet-stream";

    private final S3Client client;
    private final StoreProfile profile;

    S3Writes(S3Client client, StoreProfile profile) {
        this.client = client;
        this.profile = profile;
    }

    WriteAnswer put(
            ObjectLocation to,
            NewObject what,
            Body body,
            Optional<Checksum> checksum,
            Expectation expected) {
        var call = S3Call.onNewObject("put", to);
        var headers = NewObjectHeaders.of(what, profile, call);
        headers.putAll(checksumHeaders(profile, checksum));
        var request =
                PutObjectRequest.builder()
                        .bucket(to.bucket())
                        .key(to.key())
                        .overrideConfiguration(o -> headers.forEach(o::putHeader));
        if (checksum.isEmpty()
                && profile.can(Feature.CHECKSUMS)
                && profile.can(Feature.AWS_CHUNKED)) {
            request.checksumAlgorithm(ChecksumAlgorithm.CRC32_C);
        }
        condition(expected, request::ifNoneMatch, request::ifMatch);
        try (var attempts = new AttemptBody(body)) {
            var content = RequestBody.fromContentProvider(attempts, body.length(), NO_TYPE);
            return AnswerHeaders.of(client.putObject(request.build(), content)).written();
        } catch (SdkException e) {
            return WriteAnswers.of(e, expected).orElseThrow(() -> S3Errors.of(call, e));
        }
    }

    DeleteAnswer delete(ObjectLocation location, ETag expected) {
        try {
            client.deleteObject(request -> {
                request.bucket(location.bucket()).key(location.key());
                if (profile.can(Feature.CONDITIONAL_WRITES)) {
                    request.ifMatch(expected.quoted());
                }
            });
            return new DeleteAnswer.Deleted();
        } catch (SdkException e) {
            return WriteAnswers.ofDelete(e)
                    .orElseThrow(() -> S3Errors.of(S3Call.onObject("delete", location), e));
        }
    }

    void deleteVersion(ObjectLocation location, String versionId) {
        S3Errors.call(
                S3Call.onObject("delete version %s of".formatted(versionId), location),
                () ->
                        client.deleteObject(request ->
                                request.bucket(location.bucket())
                                        .key(location.key())
                                        .versionId(versionId)));
    }

    static Map<String, String> checksumHeaders(StoreProfile profile, Optional<Checksum> checksum) {
        return checksum.filter(_ -> profile.can(Feature.CHECKSUMS))
                .map(given -> {
                    if (given.coverage() != Checksum.Coverage.FULL_OBJECT) {
                        throw new IllegalArgumentException(
                                given + ": accepted are checksums over the whole object");
                    }
                    return Map.of(AnswerHeaders.header(given.algorithm()), given.value());
                })
                .orElse(Map.of());
    }

    static void condition(
            Expectation expected, Consumer<String> ifNoneMatch, Consumer<String> ifMatch) {
        switch (expected) {
            case Expectation.Absent _ -> ifNoneMatch.accept("*");
            case Expectation.Present(var etag) -> ifMatch.accept(etag.quoted());
            case Expectation.Any _ -> {}
        }
    }
}
