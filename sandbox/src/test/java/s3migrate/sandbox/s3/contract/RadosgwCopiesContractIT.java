package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ceph radosgw 16.2: copies, with `-Ds3.profile=radosgw`.
@OnRadosgw
class RadosgwCopiesContractIT extends OnEndpoint {
    @Nested
    class Copies extends CopiesContract {
        @Override
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "plain",
                    "a//b",
                    "/slash",
                    "a b+c%2B?versionId=x&y=\"ü😀",
                    "./a/../b",
                    "a/"
                })
        void copiesTheObjectUnderItsKey(String key) {
            departs(
                    "answers the ETag without its quotes",
                    "but was",
                    () -> super.copiesTheObjectUnderItsKey(key));
        }

        @Override
        @Test
        void doesNotKeepTheStorageClass() {
            departs(
                    "knows only its own storage classes",
                    "Status Code: 400",
                    super::doesNotKeepTheStorageClass);
        }

        @Override
        @Test
        void refusesDirectivesItDoesNotKnow() {
            departs(
                    "takes any directive",
                    "Expecting code to raise",
                    super::refusesDirectivesItDoesNotKnow);
        }

        @Override
        @Test
        void replacesMetadata() {
            departs("loses the tags with the metadata", "t, Value=1", super::replacesMetadata);
        }

        @Override
        @Test
        void replacesTags() {
            departs("keeps the tags", "t, Value=1", super::replacesTags);
        }

        @Override
        @Test
        void makesOnePieceOfAMultipartSource() {
            departs("keeps the ETag of the parts", "-2", super::makesOnePieceOfAMultipartSource);
        }

        @Override
        @Test
        void copiesTheVersionNamed() {
            departs(
                    "does not say which version it copied",
                    "but was: null",
                    super::copiesTheVersionNamed);
        }

        @Override
        @Test
        void refusesADeleteMarkerAsSource() {
            departs("has another code", "404 NoSuchKey", super::refusesADeleteMarkerAsSource);
        }
    }

    @Nested
    class CopyConditions extends CopyConditionsContract {
        @Override
        @Test
        void copiesOnlyTheSourceOfTheETag() {
            departs(
                    "copies whatever the condition",
                    "Expecting code to raise",
                    super::copiesOnlyTheSourceOfTheETag);
        }

        @Override
        @Test
        void copiesOnlyTheSourceOfTheTime() {
            departs(
                    "copies whatever the condition",
                    "Expecting code to raise",
                    super::copiesOnlyTheSourceOfTheTime);
        }

        @Override
        @Test
        void writesOnlyIfAbsent() {
            departs(
                    "copies whatever the condition",
                    "Expecting code to raise",
                    super::writesOnlyIfAbsent);
        }

        @Override
        @Test
        void writesOnlyOverTheDestinationOfTheETag() {
            departs(
                    "copies whatever the condition",
                    "Expecting code to raise",
                    super::writesOnlyOverTheDestinationOfTheETag);
        }

        @Override
        @Test
        void saysWhichSideRefused() {
            departs("copies whatever the condition", "<Condition>", super::saysWhichSideRefused);
        }
    }

    @Nested
    class PartCopies extends PartCopiesContract {
        @Override
        @ParameterizedTest
        @ValueSource(
                strings = {"bytes=0-10", "bytes=10-10", "bytes=5-4", "bytes=0-", "bytes=-5", "0-4"})
        void refusesRangesThatDoNotLieWithin(String range) {
            if (range.equals("0-4")) {
                super.refusesRangesThatDoNotLieWithin(range);
            } else {
                boolean open = range.equals("bytes=0-") || range.equals("bytes=-5");
                departs(
                        "takes open ranges, and has another code for the others",
                        open ? "Expecting code to raise" : "416 InvalidRange",
                        () -> super.refusesRangesThatDoNotLieWithin(range));
            }
        }

        @Override
        @Test
        void copiesOnlyTheSourceOfTheETag() {
            departs(
                    "copies whatever the condition",
                    "Expecting code to raise",
                    super::copiesOnlyTheSourceOfTheETag);
        }
    }
}
