package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Ceph radosgw 16.2: multipart uploads, with `-Ds3.profile=radosgw`.
@OnRadosgw
class RadosgwUploadsContractIT extends OnEndpoint {
    @Nested
    class Multipart extends MultipartContract {
        @Override
        @Test
        void joinsThePartsWithoutShowingAnythingBefore() {
            departs(
                    "loses the tags of an upload",
                    "t=1",
                    super::joinsThePartsWithoutShowingAnythingBefore);
        }

        @Override
        @Test
        void leavesOutPartsThatAreNotNamed() {
            departs("wants all parts", "Status Code: 400", super::leavesOutPartsThatAreNotNamed);
        }

        @Override
        @Test
        void answersASecondCompleteLikeTheFirst() {
            departs("answers without the ETag", "-1", super::answersASecondCompleteLikeTheFirst);
        }

        @Override
        @Test
        void refusesSmallPartsButTheLast() {
            departs("wants all parts", "Status Code: 400", super::refusesSmallPartsButTheLast);
        }

        @Override
        @Test
        void refusesPartsOutOfOrder() {
            departs(
                    "sorts the parts itself",
                    "Expecting code to raise",
                    super::refusesPartsOutOfOrder);
        }

        @Override
        @Test
        void refusesPartNumbersOver10000() {
            departs("sets no limit", "Expecting code to raise", super::refusesPartNumbersOver10000);
        }

        @Override
        @Test
        void knowsNoUploadAfterAbort() {
            departs("has another code", "404 NoSuchKey", super::knowsNoUploadAfterAbort);
        }
    }

    @Nested
    class UploadListings extends UploadListingsContract {
        @Override
        @Test
        @Disabled("sorts the uploads of a key by their random ids, so passes by chance")
        void listsUploadsOfAKeyByTheirBeginning() {}

        @Override
        @Test
        void passesOverAllUploadsOfTheKeyMarker() {
            departs(
                    "begins with the key of the marker",
                    "not expected",
                    super::passesOverAllUploadsOfTheKeyMarker);
        }

        @Override
        @Test
        void datesTheObjectByWhenItsUploadBegan() {
            departs(
                    "dates it by its Complete",
                    "but was: 2",
                    super::datesTheObjectByWhenItsUploadBegan);
        }
    }

    @Nested
    class CompleteConditions extends CompleteConditionsContract {
        @Override
        @Test
        void completesOnlyIfAbsent() {
            departs(
                    "completes whatever the condition",
                    "Expecting code to raise",
                    super::completesOnlyIfAbsent);
        }

        @Override
        @Test
        void completesOnlyOverTheObjectOfTheETag() {
            departs(
                    "completes whatever the condition",
                    "Expecting code to raise",
                    super::completesOnlyOverTheObjectOfTheETag);
        }

        @Override
        @Test
        void findsNoObjectOfTheETagWhereThereIsNone() {
            departs(
                    "completes whatever the condition",
                    "Expecting code to raise",
                    super::findsNoObjectOfTheETagWhereThereIsNone);
        }

        @Override
        @Test
        void conflictsIfTheKeyWasDeletedAfterTheUploadBegan() {
            departs(
                    "completes whatever the condition",
                    "Expecting code to raise",
                    super::conflictsIfTheKeyWasDeletedAfterTheUploadBegan);
        }

        @Override
        @Test
        void conflictsAfterARewriteOfEqualBytes() {
            departs(
                    "completes whatever the condition",
                    "Expecting code to raise",
                    super::conflictsAfterARewriteOfEqualBytes);
        }
    }
}
