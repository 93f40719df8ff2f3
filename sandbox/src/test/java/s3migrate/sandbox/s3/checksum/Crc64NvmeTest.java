package s3migrate.sandbox.s3.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Crc64NvmeTest {

    @Test
    void answersTheCheckValueOfTheCatalogue() {
        assertThat(crc("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0xAE8B14860A799888L);
    }

    @Test
    void isZeroForNothing() {
        assertThat(new Crc64Nvme().getValue()).isZero();
    }

    @Test
    void doesNotDependOnHowTheBytesAreCut() {
        byte[] bytes = new byte[1000];
        new Random(1).nextBytes(bytes);
        long whole = crc(bytes);
        for (int cut = 0; cut < 50; cut++) {
            Crc64Nvme inTwo = new Crc64Nvme();
            inTwo.update(bytes, 0, cut);
            inTwo.update(bytes, cut, bytes.length - cut);
            assertThat(inTwo.getValue()).isEqualTo(whole);
        }
    }

    @Test
    void agreesWithOneByteAtATime() {
        byte[] bytes = new byte[777];
        new Random(2).nextBytes(bytes);
        Crc64Nvme single = new Crc64Nvme();
        for (byte b : bytes) {
            single.update(b);
        }
        assertThat(crc(bytes)).isEqualTo(single.getValue());
    }

    private static long crc(byte[] bytes) {
        Crc64Nvme crc = new Crc64Nvme();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue();
    }
}
