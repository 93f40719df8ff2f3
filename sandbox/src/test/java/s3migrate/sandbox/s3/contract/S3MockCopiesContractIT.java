package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Adobe S3Mock: copies.
class S3MockCopiesContractIT {
    @RegisterExtension
    static final StartedServer SERVER =
            StartedServer.shared(S3MockServer.class, S3MockServer::start);

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
            if (key.contains("//") || key.startsWith("/") || key.contains("%")) {
                departs(
                        "refuses or misreads such keys",
                        "Status Code: 40",
                        () -> super.copiesTheObjectUnderItsKey(key));
            } else {
                super.copiesTheObjectUnderItsKey(key);
            }
        }

        @Override
        @Test
        void doesNotKeepTheStorageClass() {
            departs("keeps the class", "STANDARD_IA", super::doesNotKeepTheStorageClass);
        }

        @Override
        @Test
        void replacesMetadata() {
            departs("keeps the content type", "text/plain", super::replacesMetadata);
        }

        @Override
        @Test
        void replacesTags() {
            departs("keeps the tags", "Key=t", super::replacesTags);
        }

        @Override
        @Test
        void refusesDirectivesItDoesNotKnow() {
            departs("has no code", "400 null", super::refusesDirectivesItDoesNotKnow);
        }

        @Override
        @Test
        void copiesTheVersionNamed() {
            departs(
                    "takes a former version for the object itself",
                    "trying to copy an object to itself",
                    super::copiesTheVersionNamed);
        }

        @Override
        @Test
        void refusesADeleteMarkerAsSource() {
            departs(
                    "copies what a marker hides",
                    "Expecting code to raise",
                    super::refusesADeleteMarkerAsSource);
        }
    }

    @Nested
    class CopyConditions extends CopyConditionsContract {
        @Override
        @Test
        void writesOnlyIfAbsent() {
            departs(
                    "ignores conditions on the destination",
                    "Expecting code to raise",
                    super::writesOnlyIfAbsent);
        }

        @Override
        @Test
        void writesOnlyOverTheDestinationOfTheETag() {
            departs(
                    "ignores conditions on the destination",
                    "Expecting code to raise",
                    super::writesOnlyOverTheDestinationOfTheETag);
        }

        @Override
        @Test
        void saysWhichSideRefused() {
            departs("leaves Condition out", "<Condition>", super::saysWhichSideRefused);
        }
    }

    @Nested
    class PartCopies extends PartCopiesContract {
        @Override
        @ParameterizedTest
        @ValueSource(
                strings = {"bytes=0-10", "bytes=10-10", "bytes=5-4", "bytes=0-", "bytes=-5", "0-4"})
        void refusesRangesThatDoNotLieWithin(String range) {
            boolean refused = range.equals("bytes=5-4") || range.equals("0-4");
            departs(
                    "takes ranges beyond the end, and has no code for the others",
                    refused ? "400 null" : "Expecting code to raise",
                    () -> super.refusesRangesThatDoNotLieWithin(range));
        }

        @Override
        @Test
        void refusesAnUploadThatIsAbsent() {
            departs("breaks off", "500 InternalError", super::refusesAnUploadThatIsAbsent);
        }
    }
}
