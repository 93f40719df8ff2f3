package s3migrate.sandbox.s3.store;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/// Bytes computed from a seed, none of them stored. Blocks of 4 KiB begin with the seed and their
/// number, and the rest is random and the same in all: so ranges that are mixed up show, and the
/// CRC of any number of blocks follows from those of a few.
record GeneratedBlob(long seed, long length) implements Blob {
    static final int BLOCK_BYTES = 4096;
    private static final byte[] FILLING = filling();

    @Override
    public InputStream open(long from) {
        return new Reader(from);
    }

    @Override
    public void hold() {}

    @Override
    public void release() {}

    byte[] block(long number) {
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
            long number = at / BLOCK_BYTES;
            int first = (int) (at % BLOCK_BYTES);
            int read = Math.min(count, BLOCK_BYTES - first);
            if (read == BLOCK_BYTES) {
                System.arraycopy(FILLING, 0, bytes, offset, BLOCK_BYTES);
                number(bytes, offset, number);
            } else {
                byte[] piece = Arrays.copyOfRange(block(number), first, first + read);
                System.arraycopy(piece, 0, bytes, offset, read);
            }
            at += read;
            return read;
        }
    }
}
