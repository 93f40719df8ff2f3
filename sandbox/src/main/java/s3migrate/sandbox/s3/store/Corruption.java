package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.checksum.ChecksumType;

/// An object with its byte at `at` inverted, as a store shows it that wrote other bytes than it
/// received: ETag and checksum are those of the wrong bytes.
record Corruption(ObjectVersion object, long at) {
    private record Part(String md5, Optional<Checksum.Piece> piece) {}

    Corruption {
        if (at < 0 || at >= object.size()) {
            throw new IllegalArgumentException(
                    "byte " + at + " of an object of " + object.size() + " bytes");
        }
        if (!object.content().isReadable()) {
            throw new IllegalArgumentException("a sink keeps no bytes that could be wrong");
        }
    }

    /// Takes over the hold on the bytes.
    ObjectVersion version() {
        Content content = object.content().flipped(at);
        List<Part> parts = parts(content);
        return new ObjectVersion(
                object.versionId(),
                content,
                object.parts().isEmpty()
                        ? parts.getFirst().md5()
                        : Completion.etag(parts.stream().map(Part::md5).toList()),
                object.lastModified(),
                object.checksum().map(checksum -> checksum(checksum, parts)),
                object.properties(),
                corrected(parts),
                object.restoredUntil());
    }

    private List<ObjectPart> corrected(List<Part> parts) {
        List<ObjectPart> corrected = new ArrayList<>();
        for (ObjectPart part : object.parts()) {
            Optional<String> checksum =
                    parts.get(corrected.size()).piece().map(Checksum.Piece::base64);
            corrected.add(
                    new ObjectPart(
                            part.number(),
                            part.first(),
                            part.bytes(),
                            part.checksum().flatMap(_ -> checksum)));
        }
        return corrected;
    }

    private List<Part> parts(Content content) {
        List<Long> sizes =
                object.parts().isEmpty()
                        ? List.of(object.size())
                        : object.parts().stream().map(ObjectPart::bytes).toList();
        List<Part> parts = new ArrayList<>();
        long first = 0;
        for (long bytes : sizes) {
            parts.add(part(content, first, bytes));
            first += bytes;
        }
        return parts;
    }

    private Part part(Content content, long first, long bytes) {
        Set<ChecksumAlgorithm> wanted =
                object.checksum().stream().map(Checksum::algorithm).collect(Collectors.toSet());
        try (DigestingOutput out = new DigestingOutput(OutputStream.nullOutputStream(), wanted)) {
            content.writeTo(out, first, bytes);
            return new Part(
                    out.md5(),
                    out.checksums().values().stream()
                            .map(value -> new Checksum.Piece(value, bytes))
                            .findFirst());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Checksum checksum(Checksum before, List<Part> parts) {
        List<Checksum.Piece> pieces =
                parts.stream().map(Part::piece).flatMap(Optional::stream).toList();
        return parts.size() == 1 && before.type() == ChecksumType.FULL_OBJECT
                ? Checksum.fullObject(before.algorithm(), pieces.getFirst().base64())
                : Checksum.of(before.algorithm(), before.type(), pieces);
    }
}
