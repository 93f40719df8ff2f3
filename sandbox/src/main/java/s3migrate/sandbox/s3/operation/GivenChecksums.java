package s3migrate.sandbox.s3.operation;

import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.checksum.ChecksumType;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.XmlElement;

/// What a request says about checksums, in headers or XML.
final class GivenChecksums {
    private GivenChecksums() {}

    /// The algorithm whose value comes as a header, or is announced as a trailer.
    static Optional<ChecksumAlgorithm> announced(Request request) {
        String trailers = request.header("x-amz-trailer").orElse("");
        List<ChecksumAlgorithm> found =
                Arrays.stream(ChecksumAlgorithm.values())
                        .filter(algorithm ->
                                request.header(algorithm.header()).isPresent()
                                        || trailers.strip().equalsIgnoreCase(algorithm.header()))
                        .toList();
        if (found.size() > 1) {
            throw S3Errors.invalidRequest(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        if (found.isEmpty() && request.header("x-amz-sdk-checksum-algorithm").isPresent()) {
            throw S3Errors.invalidRequest(
                    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer"
                            + " headers were found.");
        }
        found.forEach(algorithm ->
                request.header(algorithm.header()).ifPresent(value -> checkForm(algorithm, value)));
        return found.stream().findFirst();
    }

    /// The algorithm S3 is asked to use, for an upload or a copy.
    static Optional<ChecksumAlgorithm> wanted(Request request) {
        return request.header("x-amz-checksum-algorithm")
                .map(name ->
                        ChecksumAlgorithm.named(name)
                                .orElseThrow(() ->
                                        S3Errors.invalidRequest(
                                                "Checksum algorithm provided is unsupported. Please try again with any of"
                                                        + " the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]")));
    }

    /// Values for a whole multipart object, which may end in `-N`.
    static Map<ChecksumAlgorithm, String> headers(Request request) {
        Map<ChecksumAlgorithm, String> found = new EnumMap<>(ChecksumAlgorithm.class);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            request.header(algorithm.header()).ifPresent(value -> found.put(algorithm, value));
        }
        return found;
    }

    static Map<ChecksumAlgorithm, String> elements(XmlElement part) {
        Map<ChecksumAlgorithm, String> found = new EnumMap<>(ChecksumAlgorithm.class);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            part.find(algorithm.element()).ifPresent(value -> found.put(algorithm, value));
        }
        return found;
    }

    static Optional<ChecksumType> type(Request request) {
        return request.header("x-amz-checksum-type")
                .map(name ->
                        Arrays.stream(ChecksumType.values())
                                .filter(type -> type.name().equals(name))
                                .findFirst()
                                .orElseThrow(() ->
                                        S3Errors.invalidRequest(
                                                "Value for x-amz-checksum-type header is invalid.")));
    }

    /// Refuses a value that cannot be one of the algorithm.
    static void checkForm(ChecksumAlgorithm algorithm, String value) {
        int bytes;
        try {
            bytes = Base64.getDecoder().decode(value).length;
        } catch (IllegalArgumentException notBase64) {
            throw invalid(algorithm);
        }
        if (bytes != algorithm.bytes()) {
            throw invalid(algorithm);
        }
    }

    private static S3Error invalid(ChecksumAlgorithm algorithm) {
        return S3Errors.invalidRequest("Value for " + algorithm.header() + " header is invalid.");
    }
}
