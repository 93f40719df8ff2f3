package s3migrate.sandbox.s3.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumTest {
    private static final int[] PIECES = {0, 1, 7, 4096, 5_000_000, 0, 13};

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void combinesThePiecesIntoTheChecksumOfTheWhole(ChecksumAlgorithm algorithm) {
        Random random = new Random(algorithm.bytes());
        ByteDigest whole = algorithm.digest();
        List<Checksum.Piece> pieces = new ArrayList<>();
        for (int size : PIECES) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            whole.update(bytes, 0, size);
            pieces.add(piece(algorithm, bytes));
        }

        Checksum combined = Checksum.of(algorithm, ChecksumType.FULL_OBJECT, pieces);

        assertThat(combined.value()).isEqualTo(whole.base64());
    }

    @Test
    void combinesPiecesOfFiveGibibytes() {
        byte[] zeros = new byte[1 << 20];
        ByteDigest oneMebibyte = ChecksumAlgorithm.CRC64NVME.digest();
        oneMebibyte.update(zeros, 0, zeros.length);
        String small = oneMebibyte.base64();
        Checksum byMebibytes = repeated(new Checksum.Piece(small, zeros.length), 5 * 1024);
        Checksum gibibyte = repeated(new Checksum.Piece(small, zeros.length), 1024);

        assertThat(repeated(new Checksum.Piece(gibibyte.value(), 1L << 30), 5))
                .isEqualTo(byMebibytes);
    }

    @Test
    void composesFromTheChecksumsOfThePartsAndCountsThem() {
        Checksum.Piece piece = piece(ChecksumAlgorithm.SHA256, new byte[] {1, 2, 3});

        Checksum composite =
                Checksum.of(
                        ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE, List.of(piece, piece));

        byte[] one = Base64.getDecoder().decode(piece.base64());
        ByteDigest expected = ChecksumAlgorithm.SHA256.digest();
        expected.update(one, 0, one.length);
        expected.update(one, 0, one.length);
        assertThat(composite.value()).isEqualTo(expected.base64() + "-2");
    }

    private static Checksum repeated(Checksum.Piece piece, int times) {
        return Checksum.of(
                ChecksumAlgorithm.CRC64NVME,
                ChecksumType.FULL_OBJECT,
                Collections.nCopies(times, piece));
    }

    private static Checksum.Piece piece(ChecksumAlgorithm algorithm, byte[] bytes) {
        ByteDigest digest = algorithm.digest();
        digest.update(bytes, 0, bytes.length);
        return new Checksum.Piece(digest.base64(), bytes.length);
    }
}
