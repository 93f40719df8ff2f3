package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ceph radosgw 16.2: objects and what is written with them, with `-Ds3.profile=radosgw`.
@OnRadosgw
class RadosgwObjectsContractIT extends OnEndpoint {
    @Nested
    class Objects extends ObjectsContract {
        @Override
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 65_536, 3_000_001})
        void givesBackTheBytesItGot(int size) {
            if (size == 0) {
                departs(
                        "refuses an empty body in aws-chunked",
                        "Status Code: 400",
                        () -> super.givesBackTheBytesItGot(size));
            } else {
                super.givesBackTheBytesItGot(size);
            }
        }

        @Override
        @Test
        void saysWhereTheBucketIs() {
            departs("says the name of its zone group", "default", super::saysWhereTheBucketIs);
        }

        @Override
        @Test
        void keepsTheStorageClassAndDoesNotReadArchives() {
            departs(
                    "knows only its own storage classes",
                    "Status Code: 400",
                    super::keepsTheStorageClassAndDoesNotReadArchives);
        }

        @Override
        @Test
        void deletesOfManyKeysOnlyThoseOfTheETag() {
            departs(
                    "does not look at the ETags of DeleteObjects",
                    "many/2",
                    super::deletesOfManyKeysOnlyThoseOfTheETag);
        }
    }

    @Nested
    class Metadata extends MetadataContract {
        @Override
        @Test
        void keepsContentHeaders() {
            departs(
                    "refuses these headers with an aws-chunked body",
                    "Status Code: 403",
                    super::keepsContentHeaders);
        }

        @Override
        @Test
        void refusesMoreThanTwoKilobytesOfMetadata() {
            departs(
                    "sets another limit",
                    "Expecting code to raise",
                    super::refusesMoreThanTwoKilobytesOfMetadata);
        }
    }

    @Nested
    class Tags extends TagsContract {
        @Override
        @ParameterizedTest
        @ValueSource(strings = {"<", "&", "a,b", "key*"})
        void refusesTagsOfOtherCharacters(String key) {
            departs(
                    "takes tags of any characters",
                    "Expecting code to raise",
                    () -> super.refusesTagsOfOtherCharacters(key));
        }
    }

    @Nested
    class Ranges extends RangesContract {
        @Override
        @ParameterizedTest
        @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
        void refusesRangesOutsideTheObject(String range) {
            if (range.equals("bytes=-0")) {
                departs(
                        "takes the last 0 bytes for the whole",
                        "Expecting code to raise",
                        () -> super.refusesRangesOutsideTheObject(range));
            } else {
                super.refusesRangesOutsideTheObject(range);
            }
        }

        @Override
        @Test
        void hasNoRangeOfAnEmptyObject() {
            departs(
                    "refuses an empty body in aws-chunked",
                    "Status Code: 400",
                    super::hasNoRangeOfAnEmptyObject);
        }
    }

    @Nested
    class ReadConditions extends ReadConditionsContract {}

    @Nested
    class Signatures extends SignaturesContract {}
}
