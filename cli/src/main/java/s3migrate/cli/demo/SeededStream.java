package s3migrate.cli.demo;

import java.io.InputStream;
import java.util.SplittableRandom;

/// `length` bytes that follow from a seed and do not compress. One thread.
final class SeededStream extends InputStream {

    private static final int BLOCK_BYTES = 8_192;

    private final SplittableRandom random;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int used = BLOCK_BYTES;
    private long left;

    SeededStream(long seed, long length) {
        this.random = new SplittableRandom(seed);
        this.left = length;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (left == 0) {
            return length == 0 ? 0 : -1;
        }
        if (used == BLOCK_BYTES) {
            random.nextBytes(block);
            used = 0;
        }
        int count = (int) Math.min(Math.min(length, BLOCK_BYTES - used), left);
        System.arraycopy(block, used, into, offset, count);
        used += count;
        left -= count;
        return count;
    }
}
