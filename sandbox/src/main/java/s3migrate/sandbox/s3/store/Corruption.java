package s3migrate.sandbox.s3.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.ByteDigest;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.checksum.ChecksumType;

/// An object with its byte at `at` inverted, as a store shows it that wrote other bytes than it
/// received: ETag and checksum are those of the wrong bytes.
record Corruption(ObjectVersion object, long at) {
    private static final int BUFFER_BYTES = 128 * 1024;

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
                object.partBytes().isEmpty()
                        ? parts.getFirst().md5()
                        : Completion.etag(parts.stream().map(Part::md5).toList()),
                object.lastModified(),
                object.checksum().map(checksum -> checksum(checksum, parts)),
                object.properties(),
                object.partBytes());
    }

    private List<Part> parts(Content content) {
        List<Long> sizes =
                object.partBytes().isEmpty() ? List.of(object.size()) : object.partBytes();
        List<Part> parts = new ArrayList<>();
        try (InputStream in = content.open()) {
            for (long bytes : sizes) {
                parts.add(part(in, bytes));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return parts;
    }

    private Part part(InputStream in, long bytes) throws IOException {
        ByteDigest md5 = ByteDigest.md5();
        Optional<ByteDigest> digest =
                object.checksum().map(Checksum::algorithm).map(ChecksumAlgorithm::digest);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (long left = bytes; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException(left + " bytes of a part are missing");
            }
            md5.update(buffer, 0, read);
            digest.ifPresent(one -> one.update(buffer, 0, read));
            left -= read;
        }
        return new Part(
                HexFormat.of().formatHex(md5.value()),
                digest.map(one -> new Checksum.Piece(one.base64(), bytes)));
    }

    private static Checksum checksum(Checksum before, List<Part> parts) {
        List<Checksum.Piece> pieces =
                parts.stream().map(Part::piece).flatMap(Optional::stream).toList();
        return parts.size() == 1 && before.type() == ChecksumType.FULL_OBJECT
                ? Checksum.fullObject(before.algorithm(), pieces.getFirst().base64())
                : Checksum.of(before.algorithm(), before.type(), pieces);
    }
}
