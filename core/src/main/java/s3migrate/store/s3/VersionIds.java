package s3migrate.store.s3;

import java.util.Optional;
import java.util.function.Function;
import s3migrate.object.PinnedObject;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Names the version that is to be read, where that is allowed: it takes permissions of its own
/// (s3:GetObjectVersion and the like) that many sources do not give. Every such request pins the
/// content by its ETag as well, so that only the name is missing without them. Serves many threads.
final class VersionIds {

    private final boolean needed;
    private volatile boolean denied;

    /// @param needed whether a denied version is an error rather than left out
    VersionIds(boolean needed) {
        this.needed = needed;
    }

    /// Asks for the pinned version by its id, and without it where that alone is denied: then no
    /// later question names one either.
    <T> T ask(PinnedObject pinned, Function<Optional<String>, T> question) {
        var id = pinned.versionId().filter(_ -> !denied);
        try {
            return question.apply(id);
        } catch (SdkException e) {
            if (id.isEmpty() || needed || !isDenied(e)) {
                throw e;
            }
            var answer = question.apply(Optional.empty());
            denied = true;
            return answer;
        }
    }

    private static boolean isDenied(SdkException e) {
        return e instanceof S3Exception answer && S3Errors.code(answer).equals("AccessDenied");
    }
}
