package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Keeps the body of an error answer with the exception that is made of it: the SDK drops it, and
/// with it the condition that did not hold. A copy answers 412 for its source and for its
/// destination alike; only that tells which.
final class ErrorBodies implements ExecutionInterceptor {

    private static final ExecutionAttribute<byte[]> BODY =
            new ExecutionAttribute<>("s3migrate.ErrorBody");

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.httpResponse().isSuccessful()
                ? context.responseBody()
                : context.responseBody().map(body -> kept(body, attributes));
    }

    private static InputStream kept(InputStream body, ExecutionAttributes attributes) {
        try (body) {
            byte[] bytes = body.readAllBytes();
            attributes.putAttribute(BODY, bytes);
            return new ByteArrayInputStream(bytes);
        } catch (IOException e) {
            throw RetryableException.create("the answer broke off: " + e.getMessage(), e);
        }
    }

    @Override
    public Throwable modifyException(
            Context.FailedExecution context, ExecutionAttributes attributes) {
        byte[] body = attributes.getAttribute(BODY);
        return body != null
                        && context.exception() instanceof AwsServiceException answer
                        && answer.awsErrorDetails() != null
                ? answer.toBuilder()
                        .awsErrorDetails(
                                answer.awsErrorDetails().toBuilder()
                                        .rawResponse(SdkBytes.fromByteArray(body))
                                        .build())
                        .build()
                : context.exception();
    }

    /// The error document of an answer; empty where it had none.
    static String of(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(details -> details.rawResponse())
                .map(raw -> raw.asString(UTF_8))
                .orElse("");
    }
}
