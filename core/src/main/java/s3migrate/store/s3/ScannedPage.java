package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Where a request for a page of a listing finds what our reader made of the answer.
///
/// The SDK finds the endpoint, signs, sends and repeats; of the answer's body it is given an empty
/// document, because its own reading of a page takes several times as long as everything else.
final class ScannedPage {

    private static final ExecutionAttribute<ScannedPage> ASKED =
            new ExecutionAttribute<>("ScannedPage");

    private static final byte[] EMPTY = "<ListBucketResult/>".getBytes(UTF_8);

    private ListingReader.@Nullable Page page;

    /// Marks a request as one whose answer is read here.
    AwsRequestOverrideConfiguration asConfiguration() {
        return AwsRequestOverrideConfiguration.builder().putExecutionAttribute(ASKED, this).build();
    }

    /// What the last answer had.
    ListingReader.Page page() {
        return Optional.ofNullable(page)
                .orElseThrow(() -> SdkClientException.create("an answer without a page"));
    }

    private void read(InputStream body) {
        try (body) {
            page = new ListingReader(body).read();
        } catch (IOException | IllegalArgumentException | DateTimeException broken) {
            throw RetryableException.create("the page: " + broken.getMessage(), broken);
        }
    }

    /// Takes the bodies of marked requests.
    static final class Interceptor implements ExecutionInterceptor {

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            var asked = Optional.ofNullable(attributes.getAttribute(ASKED));
            if (asked.isEmpty() || !context.httpResponse().isSuccessful()) {
                return context.responseBody();
            }
            context.responseBody().ifPresent(asked.get()::read);
            return Optional.of(new ByteArrayInputStream(EMPTY));
        }
    }
}
