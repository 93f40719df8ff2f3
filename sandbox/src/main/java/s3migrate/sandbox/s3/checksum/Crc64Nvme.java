package s3migrate.sandbox.s3.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/// CRC-64/NVME (polynomial 0xAD93D23594C93659, reflected, all ones before and after), S3's default
/// checksum.
///
/// Sixteen bytes a step through sixteen tables ("slicing by 16"): the JDK has no intrinsic for it,
/// and one byte a step would be the slowest thing an upload meets.
public final class Crc64Nvme implements Checksum {
    static final CrcPolynomial POLYNOMIAL = new CrcPolynomial(64, 0x9A6C9329AC4BC9B5L);

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] TABLES = tables();

    private long state = -1;

    @Override
    public void update(int b) {
        state = TABLES[(int) (state ^ b) & 0xFF] ^ (state >>> 8);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        long crc = state;
        for (; at <= end - 16; at += 16) {
            crc =
                    slice((long) LONG.get(bytes, at) ^ crc, 8)
                            ^ slice((long) LONG.get(bytes, at + 8), 0);
        }
        state = crc;
        for (; at < end; at++) {
            update(bytes[at]);
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

    /// What eight bytes contribute when `after` more bytes of the step follow them.
    private static long slice(long word, int after) {
        int table = after << 8;
        return TABLES[table + 0x700 + (int) (word & 0xFF)]
                ^ TABLES[table + 0x600 + (int) (word >>> 8 & 0xFF)]
                ^ TABLES[table + 0x500 + (int) (word >>> 16 & 0xFF)]
                ^ TABLES[table + 0x400 + (int) (word >>> 24 & 0xFF)]
                ^ TABLES[table + 0x300 + (int) (word >>> 32 & 0xFF)]
                ^ TABLES[table + 0x200 + (int) (word >>> 40 & 0xFF)]
                ^ TABLES[table + 0x100 + (int) (word >>> 48 & 0xFF)]
                ^ TABLES[table + (int) (word >>> 56)];
    }

    /// Table n at n * 256: the CRC of one byte that n zero bytes follow.
    private static long[] tables() {
        long[] tables = new long[16 << 8];
        for (int value = 0; value < 256; value++) {
            long crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = POLYNOMIAL.timesX(crc);
            }
            tables[value] = crc;
        }
        for (int at = 256; at < tables.length; at++) {
            long before = tables[at - 256];
            tables[at] = tables[(int) before & 0xFF] ^ (before >>> 8);
        }
        return tables;
    }
}
