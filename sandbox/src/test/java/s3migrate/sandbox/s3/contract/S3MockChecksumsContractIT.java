package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/// Adobe S3Mock: checksums.
class S3MockChecksumsContractIT {
    @RegisterExtension
    static final StartedServer SERVER =
            StartedServer.shared(S3MockServer.class, S3MockServer::start);

    @Nested
    class Checksums extends ChecksumsContract {
        @Override
        @ParameterizedTest
        @CsvSource({
            "CRC32, y/Q5Jg==",
            "CRC32_C, 4waSgw==",
            "SHA1, 98O8HYCOBHMq32eZZczDTKeuNEE=",
            "SHA256, FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
        })
        void keepsTheChecksumOfATrailerAndNoOther(ChecksumAlgorithm algorithm, String value) {
            departs(
                    "names no type",
                    "but was: null",
                    () -> super.keepsTheChecksumOfATrailerAndNoOther(algorithm, value));
        }

        @Override
        @Test
        void makesACrc64NvmeWhereNoneIsGiven() {
            departs("makes none", "but was: null", super::makesACrc64NvmeWhereNoneIsGiven);
        }

        @Override
        @Test
        void showsTheChecksumOnlyWithTheWhole() {
            departs(
                    "sends the checksum of the whole with a range",
                    "different checksum",
                    super::showsTheChecksumOnlyWithTheWhole);
        }

        @Override
        @Test
        void refusesAWrongChecksumAndKeepsTheObjectThatWasThere() {
            departs(
                    "has another code",
                    "400 BadRequest",
                    super::refusesAWrongChecksumAndKeepsTheObjectThatWasThere);
        }

        @Override
        @Test
        void refusesAWrongContentMd5() {
            departs("has another code", "400 BadRequest", super::refusesAWrongContentMd5);
        }

        @Override
        @Test
        void refusesAContentMd5ThatIsNone() {
            departs("has another code", "400 BadRequest", super::refusesAContentMd5ThatIsNone);
        }
    }

    @Nested
    class UploadChecksums extends UploadChecksumsContract {
        @Override
        @Test
        void makesAFullObjectChecksumOfAnUploadThatNamesNone() {
            departs(
                    "makes none",
                    "it was empty",
                    super::makesAFullObjectChecksumOfAnUploadThatNamesNone);
        }

        @Override
        @Test
        void ignoresAChecksumAtCompleteOfAnUploadThatNamesNone() {
            departs(
                    "checks it",
                    "checksum-crc32c header is invalid",
                    super::ignoresAChecksumAtCompleteOfAnUploadThatNamesNone);
        }

        @Override
        @Test
        void refusesATypeAtCompleteOfAnUploadThatNamesNone() {
            departs(
                    "ignores it",
                    "Expecting code to raise",
                    super::refusesATypeAtCompleteOfAnUploadThatNamesNone);
        }

        @Override
        @Test
        void sumsThePartsOfAFullObjectUploadItself() {
            departs("sums no parts", "but was: null", super::sumsThePartsOfAFullObjectUploadItself);
        }

        @Override
        @Test
        void completesUnderTheChecksumAndSizeOfTheFullObject() {
            departs(
                    "has another code",
                    "400 BadRequest",
                    super::completesUnderTheChecksumAndSizeOfTheFullObject);
        }

        @Override
        @Test
        void refusesAnotherSizeThanThatOfTheParts() {
            departs(
                    "ignores it",
                    "Expecting code to raise",
                    super::refusesAnotherSizeThanThatOfTheParts);
        }

        @Override
        @Test
        void wantsAChecksumWithEveryPartOfACompositeUpload() {
            departs(
                    "does without",
                    "Expecting code to raise",
                    super::wantsAChecksumWithEveryPartOfACompositeUpload);
        }

        @Override
        @Test
        void composesTheChecksumOfThoseOfTheParts() {
            departs(
                    "has another code",
                    "400 BadRequest",
                    super::composesTheChecksumOfThoseOfTheParts);
        }
    }
}
