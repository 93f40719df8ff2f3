package s3migrate.sandbox.s3.checksum;

import java.util.function.LongFunction;

/// The CRC of any number of equally long blocks that differ only by their number, which stands in
/// each as a plain binary number.
///
/// A CRC is affine over GF(2): what a bit of a block's number adds does not depend on the other
/// bits. So runs of 2, 4, 8, … blocks are combined from what single bits add to runs half as long,
/// in as many steps as the count has bits.
public final class NumberedBlocksCrc {
    private final ChecksumAlgorithm algorithm;
    private final CrcPolynomial polynomial;
    private final LongFunction<byte[]> block;

    /// @param block gives the block of a number
    public NumberedBlocksCrc(ChecksumAlgorithm algorithm, LongFunction<byte[]> block) {
        this.algorithm = algorithm;
        this.polynomial = algorithm.polynomial();
        this.block = block;
    }

    /// Of `count` blocks from number `first` on, base64.
    public String of(long first, long count) {
        Runs runs = runs(Long.SIZE - Long.numberOfLeadingZeros(first + count));
        long shift = polynomial.xToThe(Math.multiplyExact(8L * block.apply(0).length, count));
        // What joins the first blocks to the others takes them off again.
        return Checksum.base64(
                algorithm, joined(runs.upTo(first), runs.upTo(first + count), shift));
    }

    /// Each level stands for runs twice as long as those of the level before.
    private Runs runs(int bits) {
        long[][] added = new long[bits][];
        long[] zero = new long[bits];
        long[] shift = new long[bits];
        for (int level = 0; level < bits; level++) {
            if (level == 0) {
                byte[] first = block.apply(0);
                zero[0] = crc(first);
                shift[0] = polynomial.xToThe(8L * first.length);
                added[0] = addedToBlock(bits, zero[0]);
            } else {
                int half = level - 1;
                long bit = added[half][half];
                zero[level] = joined(zero[half], zero[half] ^ bit, shift[half]);
                shift[level] = polynomial.times(shift[half], shift[half]);
                added[level] = addedToRun(added[half], shift[half]);
            }
        }
        return new Runs(zero, added, shift);
    }

    /// By each bit of the block's number.
    private long[] addedToBlock(int bits, long zero) {
        long[] added = new long[bits];
        for (int bit = 0; bit < bits; bit++) {
            added[bit] = crc(block.apply(1L << bit)) ^ zero;
        }
        return added;
    }

    /// By each bit that is the same for both halves of a run.
    private long[] addedToRun(long[] addedToHalf, long shift) {
        long[] added = new long[addedToHalf.length];
        for (int bit = 0; bit < added.length; bit++) {
            added[bit] = joined(addedToHalf[bit], addedToHalf[bit], shift);
        }
        return added;
    }

    /// By level: the CRC of the run that begins with block 0, what each bit of its first number
    /// adds to that, and what a run is joined to another by.
    private final class Runs {
        private final long[] zero;
        private final long[][] added;
        private final long[] shift;

        private Runs(long[] zero, long[][] added, long[] shift) {
            this.zero = zero;
            this.added = added;
            this.shift = shift;
        }

        /// Of blocks 0 to `count` - 1: the runs they consist of, the longest first.
        private long upTo(long count) {
            long crc = 0;
            long first = 0;
            for (int level = zero.length - 1; level >= 0; level--) {
                if ((count & 1L << level) != 0) {
                    long run = zero[level];
                    for (int bit = 0; bit < zero.length; bit++) {
                        run ^= (first & 1L << bit) == 0 ? 0 : added[level][bit];
                    }
                    crc = joined(crc, run, shift[level]);
                    first |= 1L << level;
                }
            }
            return crc;
        }
    }

    private long joined(long first, long second, long shift) {
        return polynomial.times(first, shift) ^ second;
    }

    private long crc(byte[] bytes) {
        ByteDigest digest = algorithm.digest();
        digest.update(bytes, 0, bytes.length);
        return Checksum.number(digest.value());
    }
}
