package s3migrate.sandbox.s3.operation;

import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.BlobStore;
import s3migrate.sandbox.s3.store.Received;
import s3migrate.sandbox.s3.wire.Request;

/// A body on disk after everything the client said about it was found true.
record Reception(Received received) {
    private static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;
    private static final int MD5_BYTES = 16;

    /// Receives the body and computes its checksum by `wanted`, and whatever else is needed to
    /// check what the client sends. A body that is short, or unlike what was said of it, is refused
    /// and leaves nothing.
    static Reception of(Request request, BlobStore blobs, ChecksumAlgorithm wanted)
            throws IOException {
        RequestBody body = RequestBody.of(request);
        if (body.length() > MAX_BYTES) {
            throw new S3Error(
                            400,
                            "EntityTooLarge",
                            "Your proposed upload exceeds the maximum allowed size")
                    .with("ProposedSize", Long.toString(body.length()))
                    .with("MaxSizeAllowed", Long.toString(MAX_BYTES));
        }
        Optional<String> md5 = request.header("Content-MD5").map(Reception::md5);
        Optional<ChecksumAlgorithm> given = GivenChecksums.announced(request);
        Set<ChecksumAlgorithm> computed = EnumSet.of(wanted);
        given.ifPresent(computed::add);
        Optional<String> payloadHash = payloadHash(request);
        payloadHash.ifPresent(_ -> computed.add(ChecksumAlgorithm.SHA256));
        Received received = Received.from(body.stream(), body.length(), blobs, computed);
        try {
            checkMd5(md5, received);
            checkPayloadHash(payloadHash, received);
            given.ifPresent(algorithm -> checkValue(algorithm, body, received));
            return new Reception(received);
        } catch (S3Error wrong) {
            received.discard();
            throw wrong;
        }
    }

    String checksum(ChecksumAlgorithm algorithm) {
        return received.checksum(algorithm);
    }

    private static void checkMd5(Optional<String> md5, Received received) {
        if (md5.isPresent() && !md5.get().equals(received.etag())) {
            throw S3Errors.badDigest(
                            "The Content-MD5 you specified did not match what we received.")
                    .with("ExpectedDigest", md5.get())
                    .with(
                            "CalculatedDigest",
                            Base64.getEncoder()
                                    .encodeToString(HexFormat.of().parseHex(received.etag())));
        }
    }

    private static void checkValue(
            ChecksumAlgorithm algorithm, RequestBody body, Received received) {
        String value =
                body.headerOrTrailer(algorithm.header())
                        .orElseThrow(() ->
                                S3Errors.invalidRequest(
                                        "The trailer " + algorithm.header() + " is missing."));
        GivenChecksums.checkForm(algorithm, value);
        if (!value.equals(received.checksums().get(algorithm))) {
            throw S3Errors.badDigest(
                    "The " + algorithm + " you specified did not match the calculated checksum.");
        }
    }

    /// The hash of the body that the signature covers, where it covers one.
    private static Optional<String> payloadHash(Request request) {
        return request.header("x-amz-content-sha256").filter(hash -> hash.matches("[0-9a-f]{64}"));
    }

    private static void checkPayloadHash(Optional<String> hash, Received received) {
        if (hash.isEmpty()) {
            return;
        }
        byte[] computed =
                Base64.getDecoder().decode(received.checksums().get(ChecksumAlgorithm.SHA256));
        if (!hash.get().equals(HexFormat.of().formatHex(computed))) {
            throw new S3Error(
                            400,
                            "XAmzContentSHA256Mismatch",
                            "The provided 'x-amz-content-sha256' header does not match what was computed.")
                    .with("ClientComputedContentSHA256", hash.get())
                    .with("S3ComputedContentSHA256", HexFormat.of().formatHex(computed));
        }
    }

    /// In hex.
    private static String md5(String header) {
        try {
            byte[] md5 = Base64.getDecoder().decode(header);
            if (md5.length == MD5_BYTES) {
                return HexFormat.of().formatHex(md5);
            }
        } catch (IllegalArgumentException notBase64) {
            throw invalidDigest(header);
        }
        throw invalidDigest(header);
    }

    private static S3Error invalidDigest(String header) {
        return new S3Error(400, "InvalidDigest", "The Content-MD5 you specified was invalid.")
                .with("Content-MD5", header);
    }
}
