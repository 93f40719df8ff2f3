package s3migrate.store.s3;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import s3migrate.store.StoreException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Turns what the SDK throws into what the port knows. The only place that does.
///
/// | what S3 or the SDK says | becomes |
/// |---|---|
/// | credentials unknown, expired, wrongly signed or not to be had | `RouteRefused` |
/// | bucket missing, elsewhere or disabled; a listing denied | `RouteRefused` |
/// | the encryption key of new objects missing, disabled or not allowed to us | `RouteRefused` |
/// | a host of the user's unknown, its certificate not trusted, a call it has not got | `RouteRefused` |
/// | a host of AWS's not known just now | `Transient` |
/// | throttling, time-outs, 5xx, also inside a 200 | `Transient` |
/// | a part replaced by a late request while Complete named it | `Transient`: list the parts again |
/// | a connection or a source that broke | `Transient` |
/// | every other answer | `ObjectRefused` |
final class S3Errors {

    private static final Set<String> CREDENTIALS =
            Set.of(
                    "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "InvalidToken",
                    "ExpiredToken",
                    "TokenRefreshRequired");

    private S3Errors() {}

    /// Asks, and translates what goes wrong.
    static <T> T call(S3Call call, Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            throw of(call, e);
        }
    }

    static StoreException of(S3Call call, SdkException e) {
        return switch (e) {
            case S3Exception answer ->
                    severity(call, answer).exception(call, code(answer), found(answer), answer);
            case AwsServiceException answer -> ofCredentials(call, answer);
            default -> {
                var broken = NoAnswer.of(e);
                yield broken.severity()
                        .exception(
                                call,
                                broken.code(),
                                "%s (%s)".formatted(broken.found(), broken.code()),
                                e);
            }
        };
    }

    /// S3's code. HEAD has no body to carry one: then the one that GET gives for this status.
    static String code(S3Exception e) {
        return details(e)
                .map(AwsErrorDetails::errorCode)
                .orElseGet(() ->
                        switch (e.statusCode()) {
                            case 301, 307 -> "PermanentRedirect";
                            case 403 -> "AccessDenied";
                            case 404 -> "NoSuchKey";
                            case 405 -> "MethodNotAllowed";
                            case 412 -> "PreconditionFailed";
                            case 503 -> "SlowDown";
                            default -> "HTTP" + e.statusCode();
                        });
    }

    /// The answer in words, with code, status, request id and the condition that did not hold.
    static String found(S3Exception e) {
        var region =
                details(e)
                        .map(AwsErrorDetails::sdkHttpResponse)
                        .flatMap(http -> http.firstMatchingHeader("x-amz-bucket-region"))
                        .map(", the bucket is in "::concat);
        var condition = FailedCondition.of(e).map(c -> ", condition " + c.header());
        return "%s (%s, HTTP %d, request %s%s%s)"
                .formatted(
                        details(e).map(AwsErrorDetails::errorMessage).orElse("no reason given"),
                        code(e),
                        e.statusCode(),
                        Optional.ofNullable(e.requestId()).orElse("without id"),
                        condition.orElse(""),
                        region.orElse(""));
    }

    private static Optional<AwsErrorDetails> details(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails());
    }

    /// Whether it is about who asks, so that others may ask the same. HEAD does not say.
    static boolean mayBeOfCredentials(S3Exception e) {
        return details(e)
                .map(AwsErrorDetails::errorCode)
                .map(CREDENTIALS::contains)
                .orElseGet(() -> e.statusCode() == 400 || e.statusCode() == 403);
    }

    private static Severity severity(S3Call call, S3Exception e) {
        return switch (code(e)) {
            case String code when CREDENTIALS.contains(code) -> Severity.ROUTE;
            case "InvalidSecurity", "NotSignedUp", "AccountProblem", "RequestTimeTooSkewed" ->
                    Severity.ROUTE;
            case "NoSuchBucket",
                    "InvalidBucketName",
                    "AllAccessDisabled",
                    "PermanentRedirect",
                    "TemporaryRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException" ->
                    Severity.ROUTE;
            case "NotImplemented" -> Severity.ROUTE;
            case "KMS.ThrottlingException" -> Severity.TRANSIENT;
            case String code when code.startsWith("KMS.") -> ofKey(call, found(e));
            case String code when code.equals("AccessDenied") && found(e).contains("kms:") ->
                    ofKey(call, found(e));
            case "AccessDenied" ->
                    call.about() == S3Call.Subject.BUCKET ? Severity.ROUTE : Severity.OBJECT;
            case "InternalError",
                    "ServiceUnavailable",
                    "SlowDown",
                    "Throttling",
                    "ThrottlingException",
                    "RequestThrottled",
                    "RequestLimitExceeded",
                    "TooManyRequests",
                    "RequestTimeout",
                    "IncompleteBody",
                    "OperationAborted" ->
                    Severity.TRANSIENT;
            case "InvalidPart", "InvalidPartOrder" -> Severity.TRANSIENT;
            default ->
                    e.statusCode() >= 500 || e.statusCode() == 429 || e.statusCode() == 408
                            ? Severity.TRANSIENT
                            : Severity.OBJECT;
        };
    }

    /// What is there may be under any key, each object under another; new objects are under one.
    /// S3's copies name either key.
    private static Severity ofKey(S3Call call, String found) {
        boolean ofNewObjects =
                call.about() != S3Call.Subject.OBJECT || found.contains("kms:GenerateDataKey");
        return ofNewObjects ? Severity.ROUTE : Severity.OBJECT;
    }

    /// Another service's answer within an S3 call: STS or the like, asked for credentials.
    private static StoreException ofCredentials(S3Call call, AwsServiceException e) {
        var severity =
                e.statusCode() >= 500 || e.isThrottlingException()
                        ? Severity.TRANSIENT
                        : Severity.ROUTE;
        return severity.exception(call, "NoCredentials", "no credentials: " + e.getMessage(), e);
    }
}
