package s3migrate.store.s3;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import s3migrate.object.ByteRange;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
import s3migrate.store.OpenObject;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/// HEAD, GET and the tags of single objects.
final class S3Reads {

    /// S3's words for: this version is not there, or not what it was. 405 is a delete marker asked
    /// for by its id.
    private static final Set<String> GONE =
            Set.of("NoSuchKey", "NoSuchVersion", "MethodNotAllowed", "PreconditionFailed");

    private final S3Client client;
    private final VersionIds versions;
    private final Semaphore bodies;
    private final Set<String> bucketsSeen = ConcurrentHashMap.newKeySet();

    S3Reads(S3Client client, VersionIds versions, int bodies) {
        this.client = client;
        this.versions = versions;
        this.bodies = new Semaphore(bodies);
    }

    Optional<StoredObject> find(ObjectLocation location) {
        try {
            return Optional.of(head(location));
        } catch (SdkException e) {
            var reason = explained(location, e);
            return reason.isPresent() ? absent(location, reason.get()) : findAgain(location);
        }
    }

    /// What was refused for a reason that has passed, such as credentials that have been renewed.
    private Optional<StoredObject> findAgain(ObjectLocation location) {
        try {
            return Optional.of(head(location));
        } catch (SdkException e) {
            return absent(location, e);
        }
    }

    private StoredObject head(ObjectLocation location) {
        var answer =
                client.headObject(request ->
                        request.bucket(location.bucket())
                                .key(location.key())
                                .checksumMode(ChecksumMode.ENABLED));
        return AnswerHeaders.of(answer).storedObject(location);
    }

    private Optional<StoredObject> absent(ObjectLocation location, SdkException e) {
        if (isAbsent(e)) {
            bucketsSeen.add(location.bucket());
            return Optional.empty();
        }
        throw S3Errors.of(S3Call.onObject("head", location), e);
    }

    Optional<OpenObject> open(ObjectLocation location) {
        var call = S3Call.onObject("get", location);
        try {
            return Optional.of(
                    opened(location, () -> client.getObject(getWhole(location).build())));
        } catch (SdkException e) {
            if (isAbsent(e)) {
                return Optional.empty();
            }
            throw S3Errors.of(call, e);
        }
    }

    OpenObject open(PinnedObject pinned, Optional<ByteRange> range) {
        var location = pinned.location();
        var call = S3Call.onObject("get", location);
        var request = range.isPresent() ? get(location) : getWhole(location);
        request.ifMatch(pinned.etag().quoted());
        range.map(ByteRange::toHttp).ifPresent(request::range);
        try {
            var opened =
                    opened(
                            location,
                            () ->
                                    versions.ask(
                                            pinned,
                                            id ->
                                                    client.getObject(
                                                            request.versionId(id.orElse(null))
                                                                    .build())));
            check(opened, pinned, range, call);
            return opened;
        } catch (SdkException e) {
            throw isGone(e) ? new SourceChangedException(pinned) : S3Errors.of(call, e);
        }
    }

    Map<String, String> tags(PinnedObject pinned) {
        var location = pinned.location();
        var request =
                GetObjectTaggingRequest.builder().bucket(location.bucket()).key(location.key());
        try {
            return versions
                    .ask(
                            pinned,
                            id ->
                                    client.getObjectTagging(
                                            request.versionId(id.orElse(null)).build()))
                    .tagSet()
                    .stream()
                    .collect(toMap(Tag::key, Tag::value));
        } catch (SdkException e) {
            throw isGone(e)
                    ? new SourceChangedException(pinned)
                    : S3Errors.of(S3Call.onObject("get tags of", location), e);
        }
    }

    /// What a HEAD of part 1 answers is long as that part is.
    long firstPartBytes(PinnedObject pinned) {
        var location = pinned.location();
        var request =
                HeadObjectRequest.builder()
                        .bucket(location.bucket())
                        .key(location.key())
                        .ifMatch(pinned.etag().quoted())
                        .partNumber(1);
        try {
            var answer =
                    versions.ask(
                            pinned,
                            id -> client.headObject(request.versionId(id.orElse(null)).build()));
            return AnswerHeaders.of(answer).contentLength();
        } catch (SdkException e) {
            throw isGone(e)
                    ? new SourceChangedException(pinned)
                    : S3Errors.of(S3Call.onObject("head part 1 of", location), e);
        }
    }

    private static GetObjectRequest.Builder get(ObjectLocation location) {
        return GetObjectRequest.builder().bucket(location.bucket()).key(location.key());
    }

    /// Asks for the checksum by header: asked for by the SDK's own field, the SDK would compute it
    /// again on the way, SHA-256 too. The destination checks the same value.
    private static GetObjectRequest.Builder getWhole(ObjectLocation location) {
        return get(location)
                .overrideConfiguration(o -> o.putHeader("x-amz-checksum-mode", "ENABLED"));
    }

    private OpenObject opened(
            ObjectLocation location, Supplier<ResponseInputStream<GetObjectResponse>> get) {
        try {
            bodies.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted before a request", interrupted);
        }
        boolean open = false;
        try {
            var opened = opened(location, get.get());
            open = true;
            return opened;
        } finally {
            if (!open) {
                bodies.release();
            }
        }
    }

    private OpenObject opened(
            ObjectLocation location, ResponseInputStream<GetObjectResponse> body) {
        try {
            var headers = AnswerHeaders.of(body.response());
            return new OpenObject(
                    headers.storedObject(location),
                    new ObjectBytes(body, headers.contentLength(), bodies::release));
        } catch (RuntimeException e) {
            body.abort();
            throw e;
        }
    }

    /// A store that does not know If-Match or Range answers as if they had not been asked for.
    private static void check(
            OpenObject opened, PinnedObject pinned, Optional<ByteRange> range, S3Call call) {
        if (!opened.object().etag().equals(pinned.etag())) {
            opened.close();
            throw new SourceChangedException(pinned);
        }
        long expected = range.map(ByteRange::length).orElse(pinned.size());
        long found = ((ObjectBytes) opened.body()).length();
        if (found != expected) {
            opened.close();
            throw new StoreException.ObjectRefused(
                    "WrongLength",
                    "%s: expected %,d bytes, found %,d (WrongLength)"
                            .formatted(call, expected, found));
        }
    }

    /// HEAD's errors have no body, so neither code nor reason, and a missing bucket looks like a
    /// missing object: GET of one byte asks the same and is told why. An absent key needs that only
    /// until its bucket was seen once.
    ///
    /// @return empty if GET is not refused: HEAD's reason may have passed
    private Optional<SdkException> explained(ObjectLocation location, SdkException e) {
        boolean explainable = e instanceof S3Exception answer && answer.statusCode() < 500;
        if (!explainable || (isAbsent(e) && bucketsSeen.contains(location.bucket()))) {
            return Optional.of(e);
        }
        try (var body = client.getObject(get(location).range("bytes=0-0").build())) {
            body.abort();
            return Optional.empty();
        } catch (SdkException told) {
            return Optional.of(told).filter(reason -> !isOfNoByte(reason));
        } catch (IOException _) {
            return Optional.of(e);
        }
    }

    /// An empty object has no first byte.
    private static boolean isOfNoByte(SdkException e) {
        return e instanceof S3Exception answer && S3Errors.code(answer).equals("InvalidRange");
    }

    private static boolean isAbsent(SdkException e) {
        return e instanceof S3Exception answer && S3Errors.code(answer).equals("NoSuchKey");
    }

    static boolean isGone(SdkException e) {
        return e instanceof S3Exception answer && GONE.contains(S3Errors.code(answer));
    }
}
