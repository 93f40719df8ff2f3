package s3migrate.sandbox.s3.store;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.ByteDigest;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.checksum.ChecksumType;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.store.CompletionRequest.NamedPart;

/// Makes the object of an upload from the parts a client names, or says why not. Changes nothing.
record Completion(MultipartUpload upload, CompletionRequest request, long minimumPartBytes) {

    NewObject object() {
        checkType();
        checkOrder();
        List<UploadedPart> parts = namedParts();
        Content content = Content.of(parts.stream().map(UploadedPart::blob).toList());
        checkSize(content.length());
        Checksum checksum = checksum(parts);
        checkChecksum(checksum);
        return new NewObject(
                content,
                etag(parts.stream().map(UploadedPart::etag).toList()),
                upload.initiated(),
                Optional.of(checksum),
                upload.properties(),
                objectParts(parts),
                Change.Kind.COMPLETE);
    }

    private void checkType() {
        Optional<ChecksumType> created =
                upload.checksum().named().map(_ -> upload.checksum().type());
        if (request.type().isPresent() && !request.type().equals(created)) {
            throw S3Errors.invalidRequest(
                    "The upload was created using the "
                            + created.map(Enum::name).orElse("null")
                            + " checksum mode. The complete request must use the same checksum mode.");
        }
    }

    private void checkOrder() {
        if (request.parts().isEmpty()) {
            throw S3Errors.malformedXml();
        }
        int before = 0;
        for (NamedPart part : request.parts()) {
            if (part.number() <= before) {
                throw new S3Error(
                                400,
                                "InvalidPartOrder",
                                "The list of parts was not in ascending order. Parts must be ordered by part number.")
                        .with("UploadId", upload.id());
            }
            before = part.number();
        }
    }

    private List<UploadedPart> namedParts() {
        NavigableMap<Integer, UploadedPart> uploaded = upload.parts();
        List<UploadedPart> parts = new ArrayList<>();
        int last = request.parts().getLast().number();
        for (NamedPart named : request.parts()) {
            UploadedPart part = uploaded.get(named.number());
            if (part == null || !part.etag().equals(named.etag())) {
                throw invalidPart(named);
            }
            checkPartChecksum(named, part);
            if (named.number() != last && part.size() < minimumPartBytes) {
                throw tooSmall(part);
            }
            parts.add(part);
        }
        return parts;
    }

    private void checkPartChecksum(NamedPart named, UploadedPart part) {
        UploadChecksum wanted = upload.checksum();
        String given = named.checksums().get(wanted.algorithm());
        if (wanted.named().isEmpty()) {
            if (!named.checksums().isEmpty()) {
                throw invalidPart(named);
            }
        } else if (given != null) {
            if (!given.equals(part.checksum())) {
                throw invalidPart(named);
            }
        } else if (wanted.type() == ChecksumType.COMPOSITE) {
            throw S3Errors.invalidRequest(
                    "The upload was created using a "
                            + wanted.algorithm().lowerName()
                            + " checksum. The complete request must include the checksum for each part. It was missing"
                            + " for part "
                            + named.number()
                            + " in the request.");
        }
    }

    private void checkSize(long bytes) {
        if (request.objectBytes().isPresent() && request.objectBytes().get() != bytes) {
            throw S3Errors.invalidRequest(
                    "The provided 'x-amz-mp-object-size' header value "
                            + request.objectBytes().get()
                            + " does not match what was computed: "
                            + bytes);
        }
    }

    private Checksum checksum(List<UploadedPart> parts) {
        return Checksum.of(
                upload.checksum().algorithm(),
                upload.checksum().type(),
                parts.stream().map(UploadedPart::piece).toList());
    }

    /// A value for the whole counts only if the upload names its algorithm; and a full-object value
    /// must be called one, or S3 takes it for a composite one and finds it wrong.
    private void checkChecksum(Checksum computed) {
        if (upload.checksum().named().isEmpty()) {
            return;
        }
        boolean calledByItsType =
                computed.type() == ChecksumType.COMPOSITE || request.type().isPresent();
        for (Map.Entry<ChecksumAlgorithm, String> given : request.checksums().entrySet()) {
            boolean right =
                    given.getKey() == computed.algorithm()
                            && given.getValue().equals(computed.value());
            if (!right || !calledByItsType) {
                throw S3Errors.badDigest(
                        "The "
                                + given.getKey().name().toLowerCase(Locale.ROOT)
                                + " you specified did not match the calculated checksum.");
            }
        }
    }

    private List<ObjectPart> objectParts(List<UploadedPart> parts) {
        boolean shown = upload.checksum().partsMustCarryIt();
        List<ObjectPart> found = new ArrayList<>();
        long first = 0;
        for (UploadedPart part : parts) {
            Optional<String> checksum = Optional.of(part.checksum()).filter(_ -> shown);
            found.add(new ObjectPart(part.number(), first, part.size(), checksum));
            first += part.size();
        }
        return found;
    }

    /// Of an object whose parts have these ETags.
    static String etag(List<String> parts) {
        ByteDigest md5 = ByteDigest.md5();
        for (String part : parts) {
            byte[] value = HexFormat.of().parseHex(part);
            md5.update(value, 0, value.length);
        }
        return HexFormat.of().formatHex(md5.value()) + "-" + parts.size();
    }

    private S3Error invalidPart(NamedPart part) {
        return new S3Error(
                        400,
                        "InvalidPart",
                        "One or more of the specified parts could not be found.  The part may not have been uploaded, or"
                                + " the specified entity tag may not match the part's entity tag.")
                .with("UploadId", upload.id())
                .with("PartNumber", Integer.toString(part.number()))
                .with("ETag", part.etag());
    }

    private S3Error tooSmall(UploadedPart part) {
        return new S3Error(
                        400,
                        "EntityTooSmall",
                        "Your proposed upload is smaller than the minimum allowed size")
                .with("ProposedSize", Long.toString(part.size()))
                .with("MinSizeAllowed", Long.toString(minimumPartBytes))
                .with("PartNumber", Integer.toString(part.number()))
                .with("ETag", part.etag());
    }
}
