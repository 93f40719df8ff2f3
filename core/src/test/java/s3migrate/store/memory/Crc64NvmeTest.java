package s3migrate.store.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class Crc64NvmeTest {

    @Test
    void givesTheCheckValueOfTheCatalogue() {
        var crc = new Crc64Nvme();
        crc.update("123456789".getBytes(US_ASCII));
        assertThat(Long.toHexString(crc.getValue())).isEqualTo("ae8b14860a799888");
    }

    @Test
    void startsAnewAfterReset() {
        var crc = new Crc64Nvme();
        crc.update("something else".getBytes(US_ASCII));
        crc.reset();
        crc.update("123456789".getBytes(US_ASCII));
        assertThat(Long.toHexString(crc.getValue())).isEqualTo("ae8b14860a799888");
    }
}
