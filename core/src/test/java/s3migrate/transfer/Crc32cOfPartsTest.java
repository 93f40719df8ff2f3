package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class Crc32cOfPartsTest {

    @Test
    void equalsTheChecksumOfTheWhole() {
        var random = new Random(7);
        for (int i = 0; i < 100; i++) {
            var whole = new CRC32C();
            var parts = new Crc32cOfParts();
            for (int part = random.nextInt(8); part >= 0; part--) {
                var bytes = new byte[random.nextInt(5_000)];
                random.nextBytes(bytes);
                whole.update(bytes);
                parts.append(crc(bytes), bytes.length);
            }
            assertThat(parts.base64()).isEqualTo(Crc32cOfParts.base64((int) whole.getValue()));
        }
    }

    @Test
    void isWrittenAsS3WritesIt() {
        // RFC 3720, B.4: 32 bytes of zeros have the CRC-32C 8a9136aa.
        assertThat(Crc32cOfParts.base64(crc(new byte[32]))).isEqualTo("ipE2qg==");
        assertThat(Crc32cOfParts.fromBase64("ipE2qg==")).isEqualTo(0x8a9136aa);
    }

    private static int crc(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
