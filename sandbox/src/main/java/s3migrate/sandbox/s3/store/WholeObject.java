package s3migrate.sandbox.s3.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Optional;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.checksum.ChecksumType;

/// What tells an object's bytes as one piece, in however many parts they came.
///
/// @param md5 in hex
public record WholeObject(String md5, Checksum checksum) {

    /// Takes what the object says of itself, and reads its bytes only where that does not suffice.
    /// The caller holds its content.
    public static WholeObject of(ObjectVersion object, ChecksumAlgorithm algorithm)
            throws IOException {
        Optional<Checksum> known =
                object.checksum()
                        .filter(checksum -> checksum.type() == ChecksumType.FULL_OBJECT)
                        .filter(checksum -> checksum.algorithm() == algorithm);
        if (known.isPresent() && isMd5(object)) {
            return new WholeObject(object.etag(), known.get());
        }
        try (DigestingOutput out =
                new DigestingOutput(OutputStream.nullOutputStream(), EnumSet.of(algorithm))) {
            object.content().writeTo(out, 0, object.size());
            String value = Optional.ofNullable(out.checksums().get(algorithm)).orElseThrow();
            return new WholeObject(out.md5(), Checksum.fullObject(algorithm, value));
        }
    }

    private static boolean isMd5(ObjectVersion object) {
        return object.parts().isEmpty()
                && object.properties().encryption() instanceof Encryption.S3Managed;
    }
}
