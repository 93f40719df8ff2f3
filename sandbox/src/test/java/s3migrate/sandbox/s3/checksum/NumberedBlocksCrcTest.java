package s3migrate.sandbox.s3.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberedBlocksCrcTest {
    private static final int BLOCK_BYTES = 40;
    private static final int MOST_BLOCKS = 140;

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void isTheCrcOfTheBytesWhereverTheBlocksBeginAndEnd(ChecksumAlgorithm algorithm) {
        var blocks = new NumberedBlocksCrc(algorithm, NumberedBlocksCrcTest::block);

        for (int first = 0; first <= MOST_BLOCKS; first += 37) {
            for (int count = 0; first + count <= MOST_BLOCKS; count++) {
                ByteDigest read = algorithm.digest();
                for (int number = first; number < first + count; number++) {
                    read.update(block(number), 0, BLOCK_BYTES);
                }
                assertThat(blocks.of(first, count))
                        .as("%d blocks from %d", count, first)
                        .isEqualTo(read.base64());
            }
        }
    }

    private static byte[] block(long number) {
        byte[] block = new byte[BLOCK_BYTES];
        new Random(1).nextBytes(block);
        ByteBuffer.wrap(block, 11, Long.BYTES).putLong(number);
        return block;
    }
}
