package s3migrate.sandbox.s3.store;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import s3migrate.sandbox.s3.checksum.ByteDigest;
import s3migrate.sandbox.s3.checksum.Checksum;
import s3migrate.sandbox.s3.checksum.ChecksumAlgorithm;
import s3migrate.sandbox.s3.checksum.ChecksumType;
import s3migrate.sandbox.s3.checksum.NumberedBlocksCrc;

/// Bytes computed from a seed, none of them stored. Blocks of 4 KiB begin with the seed and their
/// number, and the rest is random and the same in all: so ranges that are mixed up show, and the
/// CRC of any number of blocks follows from those of a few.
///
/// @param first where it begins in the bytes of its seed
/// @param declared whether its ETag is declared, rather than computed from all its bytes
record GeneratedBlob(long seed, long first, long length, boolean declared) implements Blob {
    private static final int BLOCK_BYTES = 4096;
    private static final byte[] FILLING = filling();

    @Override
    public InputStream open(long from) {
        return new Reader(from);
    }

    /// A run of its bytes.
    GeneratedBlob part(long from, long bytes) {
        return new GeneratedBlob(seed, first + from, bytes, declared);
    }

    /// Looks like the MD5 of its bytes, and is made of seed and range.
    String declaredMd5() {
        ByteDigest md5 = ByteDigest.md5();
        byte[] identity =
                ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(seed)
                        .putLong(first)
                        .putLong(length)
                        .array();
        md5.update(identity, 0, identity.length);
        return HexFormat.of().formatHex(md5.value());
    }

    /// The CRC of its bytes, base64; reads no more than the blocks it begins and ends in.
    String crc(ChecksumAlgorithm algorithm) {
        long end = first + length;
        long firstBlock = Math.ceilDiv(first, (long) BLOCK_BYTES);
        long endBlock = Math.max(firstBlock, end / BLOCK_BYTES);
        long head = Math.min(end, firstBlock * BLOCK_BYTES) - first;
        long blocks = (endBlock - firstBlock) * BLOCK_BYTES;
        String crc =
                new NumberedBlocksCrc(algorithm, this::block).of(firstBlock, endBlock - firstBlock);
        return Checksum.of(
                        algorithm,
                        ChecksumType.FULL_OBJECT,
                        List.of(
                                piece(algorithm, 0, head),
                                new Checksum.Piece(crc, blocks),
                                piece(algorithm, head + blocks, length - head - blocks)))
                .value();
    }

    private Checksum.Piece piece(ChecksumAlgorithm algorithm, long from, long bytes) {
        ByteDigest digest = algorithm.digest();
        byte[] read = new byte[Math.toIntExact(bytes)];
        new Reader(from).read(read, 0, read.length);
        digest.update(read, 0, read.length);
        return new Checksum.Piece(digest.base64(), bytes);
    }

    @Override
    public void hold() {}

    @Override
    public void release() {}

    private byte[] block(long number) {
        byte[] block = FILLING.clone();
        number(block, 0, number);
        return block;
    }

    /// Writes seed and number of a block where it begins.
    private void number(byte[] bytes, int offset, long number) {
        ByteBuffer.wrap(bytes, offset, 2 * Long.BYTES).putLong(mixed(seed)).putLong(number);
    }

    private static byte[] filling() {
        byte[] filling = new byte[BLOCK_BYTES];
        new Random(BLOCK_BYTES).nextBytes(filling);
        return filling;
    }

    /// No two seeds give one value, and near seeds give far ones.
    private static long mixed(long seed) {
        long once = (seed + 1) * 0x9E3779B97F4A7C15L;
        long twice = (once ^ once >>> 32) * 0xD6E8FEB86659FD93L;
        return twice ^ twice >>> 32;
    }

    private final class Reader extends InputStream {
        private long at;

        private Reader(long from) {
            at = from;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            if (at >= length) {
                return count == 0 ? 0 : -1;
            }
            int wanted = (int) Math.min(count, length - at);
            for (int done = 0; done < wanted; ) {
                done += readOfBlock(bytes, offset + done, wanted - done);
            }
            return wanted;
        }

        private int readOfBlock(byte[] bytes, int offset, int count) {
            long number = (first + at) / BLOCK_BYTES;
            int within = (int) ((first + at) % BLOCK_BYTES);
            int read = Math.min(count, BLOCK_BYTES - within);
            if (read == BLOCK_BYTES) {
                System.arraycopy(FILLING, 0, bytes, offset, BLOCK_BYTES);
                number(bytes, offset, number);
            } else {
                byte[] piece = Arrays.copyOfRange(block(number), within, within + read);
                System.arraycopy(piece, 0, bytes, offset, read);
            }
            at += read;
            return read;
        }
    }
}
