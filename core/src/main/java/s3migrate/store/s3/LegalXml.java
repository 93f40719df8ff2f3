package s3migrate.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;

/// Makes those answers readable that repeat a key with characters XML 1.0 forbids: the SDK's parser
/// would refuse them, after S3 did what was asked. Nobody reads the key from them. Listings need
/// none of this, their keys travel URL-encoded.
final class LegalXml implements ExecutionInterceptor {

    private static final Pattern FORBIDDEN =
            Pattern.compile(
                    "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private static final Pattern REFERENCE =
            Pattern.compile("&#(?:x([0-9A-Fa-f]{1,5})|([0-9]{1,5}));");

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        boolean repeatsKey =
                !context.httpResponse().isSuccessful() || isShortAnswer(context.request());
        return repeatsKey ? context.responseBody().map(LegalXml::legal) : context.responseBody();
    }

    private static boolean isShortAnswer(SdkRequest request) {
        return request instanceof CreateMultipartUploadRequest
                || request instanceof CompleteMultipartUploadRequest
                || request instanceof ListPartsRequest;
    }

    private static InputStream legal(InputStream xml) {
        try (xml) {
            var text = new String(xml.readAllBytes(), UTF_8);
            return new ByteArrayInputStream(legal(text).getBytes(UTF_8));
        } catch (IOException e) {
            throw RetryableException.create("the answer broke off: " + e.getMessage(), e);
        }
    }

    /// The same document with a question mark for each forbidden character, written out or as a
    /// reference.
    static String legal(String xml) {
        var withoutCharacters = FORBIDDEN.matcher(xml).replaceAll("?");
        return REFERENCE
                .matcher(withoutCharacters)
                .replaceAll(reference -> {
                    var character = Character.toString(codePoint(reference));
                    return FORBIDDEN.matcher(character).matches() ? "?" : "$0";
                });
    }

    private static int codePoint(MatchResult reference) {
        return reference.group(1) == null
                ? Integer.parseInt(reference.group(2))
                : Integer.parseInt(reference.group(1), 16);
    }
}
