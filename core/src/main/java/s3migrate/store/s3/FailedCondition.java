package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Which condition of one request did not hold. A copy has conditions on both sides and one code
/// for them; S3's error names the header, but the SDK's exception does not.
final class FailedCondition {

    private static final ExecutionAttribute<FailedCondition> OF_REQUEST =
            new ExecutionAttribute<>("s3migrate.FailedCondition");

    private static final Pattern NAMED = Pattern.compile("<Condition>([^<]*)</Condition>");

    private static final String OF_SOURCE = "x-amz-copy-source-";

    private final AtomicReference<String> header = new AtomicReference<>("");

    /// Makes the request tell it here.
    void listenTo(RequestOverrideConfiguration.Builder<?> request) {
        request.putExecutionAttribute(OF_REQUEST, this);
    }

    /// Whether S3 has named a condition on the source of a copy.
    boolean isOfSource() {
        return header.get().regionMatches(true, 0, OF_SOURCE, 0, OF_SOURCE.length());
    }

    private InputStream readIn(InputStream error) {
        try (error) {
            byte[] bytes = error.readAllBytes();
            var named = NAMED.matcher(new String(bytes, UTF_8));
            header.set(named.find() ? named.group(1).strip() : "");
            return new ByteArrayInputStream(bytes);
        } catch (IOException e) {
            throw RetryableException.create("the answer broke off: " + e.getMessage(), e);
        }
    }

    /// Reads it in the errors of those requests that ask.
    static final class Reader implements ExecutionInterceptor {

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            var asks = attributes.getOptionalAttribute(OF_REQUEST);
            return asks.isPresent() && !context.httpResponse().isSuccessful()
                    ? context.responseBody().map(asks.get()::readIn)
                    : context.responseBody();
        }
    }
}
