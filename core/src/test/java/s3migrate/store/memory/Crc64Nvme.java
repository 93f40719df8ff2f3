package s3migrate.store.memory;

import java.util.zip.Checksum;

/// CRC-64/NVME, S3's default checksum; the JDK has none. One byte a step: for tests only.
public final class Crc64Nvme implements Checksum {

    /// The polynomial 0xAD93D23594C93659 with its bits reversed.
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final long[] TABLE = table();

    private long state = -1;

    @Override
    public void update(int b) {
        state = (state >>> 8) ^ TABLE[(int) (state ^ b) & 0xFF];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            update(bytes[i]);
        }
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1;
    }

    private static long[] table() {
        var table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            table[i] = value;
        }
        return table;
    }
}
