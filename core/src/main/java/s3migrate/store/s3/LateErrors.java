package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/// Answers that take S3 so long that it sends the status 200 first, and then what came of it, which
/// may be an error. They are short.
final class LateErrors {

    private static final Pattern SLOW_DOWN =
            Pattern.compile("<Code>(SlowDown|ServiceUnavailable)</Code>");

    private LateErrors() {}

    static boolean mayHave(Context.ModifyHttpResponse answer) {
        return answer.httpResponse().isSuccessful()
                && switch (answer.request()) {
                    case CompleteMultipartUploadRequest _,
                            CopyObjectRequest _,
                            UploadPartCopyRequest _ ->
                            true;
                    default -> false;
                };
    }

    /// The same body, after `slowDown` was told if that is the error in it.
    static InputStream read(InputStream body, Runnable slowDown) {
        try (body) {
            byte[] bytes = body.readAllBytes();
            if (SLOW_DOWN.matcher(new String(bytes, UTF_8)).find()) {
                slowDown.run();
            }
            return new ByteArrayInputStream(bytes);
        } catch (IOException e) {
            throw RetryableException.create("the answer broke off: " + e.getMessage(), e);
        }
    }
}
