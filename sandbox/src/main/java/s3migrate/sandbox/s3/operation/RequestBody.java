package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.wire.AwsChunkedInputStream;
import s3migrate.sandbox.s3.wire.Request;

/// The body of a request as the object's bytes, whether it comes plain or aws-chunked.
///
/// @param length as the client announced it, encoding taken off
record RequestBody(Request request, InputStream stream, long length) {
    private static final long SMALL_BYTES = 8 * 1024 * 1024;

    static RequestBody of(Request request) {
        boolean chunked =
                request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
        String lengthHeader = chunked ? "x-amz-decoded-content-length" : "Content-Length";
        String length =
                request.header(lengthHeader)
                        .orElseThrow(() ->
                                new S3Error(
                                        411,
                                        "MissingContentLength",
                                        "You must provide the Content-Length HTTP header."));
        InputStream stream =
                chunked
                        ? new AwsChunkedInputStream(request.body(), request.chunks())
                        : request.body();
        return new RequestBody(request, stream, parse(length, lengthHeader));
    }

    /// The whole body of a request that is XML, for which S3 sets limits far below this one.
    byte[] small() throws IOException {
        if (length > SMALL_BYTES) {
            throw S3Errors.malformedXml();
        }
        byte[] bytes = stream.readAllBytes();
        if (bytes.length != length) {
            throw S3Errors.incompleteBody();
        }
        return bytes;
    }

    /// A header that may come after the body; only once the stream has been read to its end.
    Optional<String> headerOrTrailer(String name) {
        return request.header(name)
                .or(() -> Optional.ofNullable(trailers().get(name.toLowerCase(Locale.ROOT))));
    }

    private Map<String, String> trailers() {
        return stream instanceof AwsChunkedInputStream chunked ? chunked.trailers() : Map.of();
    }

    private static long parse(String length, String header) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException notANumber) {
            throw S3Errors.invalidArgument("Invalid length", header, length);
        }
    }
}
