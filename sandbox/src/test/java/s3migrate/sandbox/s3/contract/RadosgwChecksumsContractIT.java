package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/// Ceph radosgw 16.2: checksums, with `-Ds3.profile=radosgw`.
@OnRadosgw
class RadosgwChecksumsContractIT extends OnEndpoint {
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
                    "refuses trailers",
                    "Status Code: 400",
                    () -> super.keepsTheChecksumOfATrailerAndNoOther(algorithm, value));
        }

        @Override
        @Test
        void takesWhatTheSdkSendsByDefault() {
            departs("refuses trailers", "Status Code: 400", super::takesWhatTheSdkSendsByDefault);
        }

        @Override
        @Test
        void makesACrc64NvmeWhereNoneIsGiven() {
            departs("knows no checksums", "but was: null", super::makesACrc64NvmeWhereNoneIsGiven);
        }

        @Override
        @Test
        void showsTheChecksumOnlyWithTheWhole() {
            departs("knows no checksums", "but was: null", super::showsTheChecksumOnlyWithTheWhole);
        }

        @Override
        @Test
        void refusesAWrongChecksumAndKeepsTheObjectThatWasThere() {
            departs(
                    "knows no checksums",
                    "Expecting code to raise",
                    super::refusesAWrongChecksumAndKeepsTheObjectThatWasThere);
        }
    }

    @Nested
    class UploadChecksums extends UploadChecksumsContract {
        @Override
        @Test
        void makesAFullObjectChecksumOfAnUploadThatNamesNone() {
            departs(
                    "knows no checksums",
                    "it was empty",
                    super::makesAFullObjectChecksumOfAnUploadThatNamesNone);
        }

        @Override
        @Test
        void refusesATypeAtCompleteOfAnUploadThatNamesNone() {
            departs(
                    "knows no checksums",
                    "Expecting code to raise",
                    super::refusesATypeAtCompleteOfAnUploadThatNamesNone);
        }

        @Override
        @Test
        void sumsThePartsOfAFullObjectUploadItself() {
            departs(
                    "knows no checksums",
                    "but was: null",
                    super::sumsThePartsOfAFullObjectUploadItself);
        }

        @Override
        @Test
        void completesUnderTheChecksumAndSizeOfTheFullObject() {
            departs(
                    "knows no checksums",
                    "Expecting code to raise",
                    super::completesUnderTheChecksumAndSizeOfTheFullObject);
        }

        @Override
        @Test
        void refusesAnotherSizeThanThatOfTheParts() {
            departs(
                    "does not check the size",
                    "Expecting code to raise",
                    super::refusesAnotherSizeThanThatOfTheParts);
        }

        @Override
        @Test
        void wantsAChecksumWithEveryPartOfACompositeUpload() {
            departs(
                    "knows no checksums",
                    "Expecting code to raise",
                    super::wantsAChecksumWithEveryPartOfACompositeUpload);
        }

        @Override
        @Test
        void composesTheChecksumOfThoseOfTheParts() {
            departs(
                    "refuses trailers",
                    "Status Code: 400",
                    super::composesTheChecksumOfThoseOfTheParts);
        }

        @Override
        @Test
        void offersOnlyThePairsOfAlgorithmAndTypeThatS3Has() {
            departs(
                    "knows no checksums",
                    "Expecting code to raise",
                    super::offersOnlyThePairsOfAlgorithmAndTypeThatS3Has);
        }
    }
}
