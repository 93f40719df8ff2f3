package s3migrate.sandbox.s3.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import s3migrate.sandbox.s3.checksum.ByteDigest;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;

/// Decodes `aws-chunked`: chunks with their length in hex, each with a signature or none, an empty
/// one at the end, then trailers. A body that ends before its empty chunk is an incomplete body;
/// signatures are checked as their chunks end.
public final class AwsChunkedInputStream extends InputStream {
    private static final int MAX_LINE_BYTES = 16 * 1024;

    private static final String SIGNATURE = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final InputStream in;
    private final ChunkSignatures signatures;
    private final Map<String, String> trailers = new TreeMap<>();
    private long leftInChunk;
    private boolean first = true;
    private boolean ended;
    private ByteDigest digest = ByteDigest.message("SHA-256");
    private String signature = "";

    public AwsChunkedInputStream(InputStream in, ChunkSignatures signatures) {
        this.in = in;
        this.signatures = signatures;
    }

    /// By lower-case name; complete once the stream has ended.
    public Map<String, String> trailers() {
        return trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (leftInChunk == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(bytes, offset, (int) Math.min(count, leftInChunk));
        if (read < 0) {
            throw S3Errors.incompleteBody();
        }
        leftInChunk -= read;
        if (signatures.signed()) {
            digest.update(bytes, offset, read);
        }
        return read;
    }

    private void nextChunk() throws IOException {
        if (!first) {
            endChunk();
        }
        first = false;
        String header = line();
        int extension = header.indexOf(';');
        try {
            leftInChunk =
                    Long.parseLong(extension < 0 ? header : header.substring(0, extension), 16);
        } catch (NumberFormatException notHex) {
            throw malformed();
        }
        int signed = header.indexOf(SIGNATURE);
        signature = signed < 0 ? "" : header.substring(signed + SIGNATURE.length());
        if (leftInChunk == 0) {
            checkChunk();
            readTrailers();
            checkTrailers();
            ended = true;
        }
    }

    private void endChunk() throws IOException {
        if (!line().isEmpty()) {
            throw malformed();
        }
        checkChunk();
    }

    private void checkChunk() {
        if (signatures.signed()) {
            signatures.checkChunk(HexFormat.of().formatHex(digest.value()), signature);
            digest = ByteDigest.message("SHA-256");
        }
    }

    private void checkTrailers() {
        String given = Optional.ofNullable(trailers.remove(TRAILER_SIGNATURE)).orElse("");
        if (signatures.signed() && !trailers.isEmpty()) {
            StringBuilder lines = new StringBuilder();
            trailers.forEach(
                    (name, value) -> lines.append(name).append(':').append(value).append('\n'));
            signatures.checkTrailers(lines.toString(), given);
        }
    }

    private void readTrailers() throws IOException {
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw malformed();
            }
            trailers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw S3Errors.incompleteBody();
            }
            if (line.length() == MAX_LINE_BYTES) {
                throw malformed();
            }
            line.append((char) b);
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    private static S3Error malformed() {
        return S3Errors.invalidRequest("The chunked body is malformed.");
    }
}
