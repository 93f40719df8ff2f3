package s3migrate.store.s3;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import s3migrate.object.ObjectLock;
import s3migrate.object.PinnedObject;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Asks what locks an object, by requests of their own: HEAD leaves out what we may not know.
final class S3Locks {

    /// There is no lock on the object, or none in the whole bucket.
    private static final Set<String> UNLOCKED =
            Set.of("NoSuchObjectLockConfiguration", "InvalidRequest");

    private final S3Client client;
    private final VersionIds versions;

    S3Locks(S3Client client, VersionIds versions) {
        this.client = client;
        this.versions = versions;
    }

    ObjectLock of(PinnedObject pinned) {
        var at = pinned.location();
        var retention =
                ask(
                        pinned,
                        "retention",
                        () ->
                                versions.ask(
                                                pinned,
                                                id ->
                                                        client.getObjectRetention(r ->
                                                                r.bucket(at.bucket())
                                                                        .key(at.key())
                                                                        .versionId(
                                                                                id.orElse(null))))
                                        .retention());
        var hold =
                ask(
                        pinned,
                        "legal hold",
                        () ->
                                versions.ask(
                                                pinned,
                                                id ->
                                                        client.getObjectLegalHold(r ->
                                                                r.bucket(at.bucket())
                                                                        .key(at.key())
                                                                        .versionId(
                                                                                id.orElse(null))))
                                        .legalHold()
                                        .status());
        return new ObjectLock(
                retention.map(S3Locks::retention),
                hold.equals(Optional.of(ObjectLockLegalHoldStatus.ON)));
    }

    private static ObjectLock.Retention retention(ObjectLockRetention told) {
        return new ObjectLock.Retention(told.modeAsString(), told.retainUntilDate());
    }

    private static <T> Optional<T> ask(PinnedObject pinned, String what, Supplier<T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (SdkException e) {
            var code = e instanceof S3Exception answer ? S3Errors.code(answer) : "";
            if (UNLOCKED.contains(code)) {
                return Optional.empty();
            }
            if (S3Reads.isGone(e)) {
                throw new SourceChangedException(pinned);
            }
            throw refused(
                    S3Errors.of(
                            S3Call.onObject("get %s of".formatted(what), pinned.location()), e));
        }
    }

    private static StoreException refused(StoreException broke) {
        return broke.code().equals("AccessDenied")
                ? new StoreException.RouteRefused(
                        "LockDenied",
                        "%s; to keep locks, s3:GetObjectRetention and s3:GetObjectLegalHold are needed on the source; else choose another object_lock"
                                .formatted(broke.getMessage()),
                        broke)
                : broke;
    }
}
