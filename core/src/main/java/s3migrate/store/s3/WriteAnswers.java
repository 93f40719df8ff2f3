package s3migrate.store.s3;

import java.util.List;
import java.util.Optional;
import s3migrate.store.DeleteAnswer;
import s3migrate.store.Expectation;
import s3migrate.store.WriteAnswer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The answers to a PUT, Complete or DELETE that are no errors: S3 understood, and did not write.
/// Decided by code, because Complete may carry an error inside a 200.
final class WriteAnswers {

    private WriteAnswers() {}

    static Optional<WriteAnswer> of(SdkException e, Expectation expected) {
        return e instanceof S3Exception answer ? of(answer, expected) : Optional.empty();
    }

    /// A delete carries If-Match always.
    static Optional<DeleteAnswer> ofDelete(SdkException e) {
        boolean refused =
                e instanceof S3Exception answer
                        && List.of(404, 409, 412).contains(answer.statusCode())
                        && !S3Errors.code(answer).equals("NoSuchBucket");
        return refused
                ? Optional.of(new DeleteAnswer.Refused(S3Errors.code((S3Exception) e)))
                : Optional.empty();
    }

    private static Optional<WriteAnswer> of(S3Exception e, Expectation expected) {
        var code = S3Errors.code(e);
        return switch (code) {
            case "PreconditionFailed", "ConditionalRequestConflict" ->
                    Optional.of(new WriteAnswer.Refused(code));
            case "NoSuchKey" ->
                    Optional.of(new WriteAnswer.Refused(code))
                            .filter(_ -> expected instanceof Expectation.Present)
                            .map(refused -> refused);
            case "NoSuchUpload" -> Optional.of(new WriteAnswer.NoSuchUpload());
            case "BadDigest" -> Optional.of(new WriteAnswer.WrongBytes(S3Errors.found(e)));
            case "InvalidRequest" ->
                    saysWrongSize(e)
                            ? Optional.of(new WriteAnswer.WrongBytes(S3Errors.found(e)))
                            : Optional.empty();
            default ->
                    e.statusCode() == 409 && !(expected instanceof Expectation.Any)
                            ? Optional.of(new WriteAnswer.Refused(code))
                            : Optional.empty();
        };
    }

    /// S3 has no code of its own for a size that does not match the parts.
    private static boolean saysWrongSize(S3Exception e) {
        return S3Errors.found(e).contains("x-amz-mp-object-size");
    }
}
