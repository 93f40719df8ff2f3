package s3migrate.sandbox.s3.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import s3migrate.sandbox.s3.checksum.ByteDigest;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;

/// Computes the MD5 and the wanted checksums of the bytes that pass through. One thread.
final class DigestingOutput extends FilterOutputStream {
    private final ByteDigest md5 = ByteDigest.md5();
    private final Map<ChecksumAlgorithm, ByteDigest> digests =
            new EnumMap<>(ChecksumAlgorithm.class);

    DigestingOutput(OutputStream out, Set<ChecksumAlgorithm> wanted) {
        super(out);
        wanted.forEach(algorithm -> digests.put(algorithm, algorithm.digest()));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        md5.update(bytes, offset, count);
        for (ByteDigest digest : digests.values()) {
            digest.update(bytes, offset, count);
        }
        out.write(bytes, offset, count);
    }

    /// In hex; ends the digest.
    String md5() {
        return HexFormat.of().formatHex(md5.value());
    }

    /// Base64; ends the digests.
    Map<ChecksumAlgorithm, String> checksums() {
        Map<ChecksumAlgorithm, String> values = new EnumMap<>(ChecksumAlgorithm.class);
        digests.forEach((algorithm, digest) -> values.put(algorithm, digest.base64()));
        return values;
    }
}
