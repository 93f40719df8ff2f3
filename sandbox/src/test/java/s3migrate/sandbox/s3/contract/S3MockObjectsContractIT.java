package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Adobe S3Mock: objects and what is written with them.
class S3MockObjectsContractIT {
    @RegisterExtension
    static final StartedServer SERVER =
            StartedServer.shared(S3MockServer.class, S3MockServer::start);

    @Nested
    class Objects extends ObjectsContract {
        @Override
        @Test
        void saysWhereTheBucketIs() {
            departs("says the word null in us-east-1", "null", super::saysWhereTheBucketIs);
        }

        @Override
        @Test
        void keepsTheStorageClassAndDoesNotReadArchives() {
            departs(
                    "reads archives",
                    "Expecting code to raise",
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
        void keepsTheContentTypeToTheLetter() {
            departs(
                    "parses the type, and replaces it if it cannot",
                    "application/octet-stream",
                    super::keepsTheContentTypeToTheLetter);
        }

        @Override
        @Test
        void saysBinaryWhereNoTypeWasGiven() {
            departs(
                    "has another default",
                    "application/octet-stream",
                    super::saysBinaryWhereNoTypeWasGiven);
        }

        @Override
        @Test
        void keepsTheWebsiteRedirect() {
            departs("ignores the header", "but was: null", super::keepsTheWebsiteRedirect);
        }

        @Override
        @Test
        void keepsMetadataUnderNamesInLowerCase() {
            departs(
                    "keeps the case of names",
                    "Mixed-Case",
                    super::keepsMetadataUnderNamesInLowerCase);
        }

        @Override
        @Test
        void refusesMoreThanTwoKilobytesOfMetadata() {
            departs(
                    "sets no limit",
                    "Expecting code to raise",
                    super::refusesMoreThanTwoKilobytesOfMetadata);
        }
    }

    @Nested
    class Tags extends TagsContract {
        @Override
        @Test
        void keepsTagsGivenWithTheObject() {
            departs(
                    "leaves the value out where it is empty",
                    "Tag(Key=z)",
                    super::keepsTagsGivenWithTheObject);
        }

        @Override
        @Test
        void decodesTheHeaderOfTags() {
            departs("takes the header as it stands", "x%20y%2B", super::decodesTheHeaderOfTags);
        }

        @Override
        @Test
        void countsTags() {
            departs("does not say how many tags there are", "not to be null", super::countsTags);
        }

        @Override
        @Test
        void replacesTagsAlone() {
            departs(
                    "takes no letters beyond ASCII",
                    "tag input that is not valid",
                    super::replacesTagsAlone);
        }
    }

    @Nested
    class Ranges extends RangesContract {
        @Override
        @Test
        void headsARange() {
            departs("ignores the Range of a HEAD", "but was: 10", super::headsARange);
        }
    }

    @Nested
    class ReadConditions extends ReadConditionsContract {}

    @Nested
    class Signatures extends SignaturesContract {
        @Override
        @Test
        void refusesAnAccessKeyItDoesNotKnow() {
            departs(
                    "checks no signatures",
                    "Expecting code to raise",
                    super::refusesAnAccessKeyItDoesNotKnow);
        }

        @Override
        @Test
        void refusesAWrongSecret() {
            departs("checks no signatures", "Expecting code to raise", super::refusesAWrongSecret);
        }

        @Override
        @Test
        void refusesARequestChangedAfterItWasSigned() {
            departs(
                    "checks no signatures",
                    "but was: 200",
                    super::refusesARequestChangedAfterItWasSigned);
        }

        @Override
        @Test
        void refusesWhoeverDoesNotSign() {
            departs("checks no signatures", "but was: 200", super::refusesWhoeverDoesNotSign);
        }
    }
}
