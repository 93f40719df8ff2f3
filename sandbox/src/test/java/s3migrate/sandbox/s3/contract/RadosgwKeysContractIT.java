package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ceph radosgw 16.2: keys, listings, versions and conditions, with `-Ds3.profile=radosgw`.
@OnRadosgw
class RadosgwKeysContractIT extends OnEndpoint {
    @Nested
    class Keys extends KeysContract {
        @Override
        @Test
        void refusesAKeyOf1025Bytes() {
            departs("has another code", "400 InvalidObjectName", super::refusesAKeyOf1025Bytes);
        }
    }

    @Nested
    class Listings extends ListingsContract {
        @Override
        @ParameterizedTest
        @ValueSource(ints = {1, 7, 1000})
        void listsInTheOrderOfUtf8InPagesOfAnySize(int size) {
            if (size == 1) {
                departs(
                        "writes the key to go on from as it is, which no parser takes",
                        "Could not parse XML",
                        () -> super.listsInTheOrderOfUtf8InPagesOfAnySize(size));
            } else {
                super.listsInTheOrderOfUtf8InPagesOfAnySize(size);
            }
        }
    }

    @Nested
    class Versions extends VersionsContract {
        @Override
        @Test
        void hidesAKeyBehindADeleteMarker() {
            departs(
                    "does not say that a marker hides the key",
                    "but was empty",
                    super::hidesAKeyBehindADeleteMarker);
        }

        @Override
        @Test
        void readsNoDeleteMarker() {
            departs("has another code", "404 NoSuchKey", super::readsNoDeleteMarker);
        }

        @Override
        @Test
        void bringsBackTheFormerVersionWhenTheLatestIsDeleted() {
            departs(
                    "has another code",
                    "404 NoSuchKey",
                    super::bringsBackTheFormerVersionWhenTheLatestIsDeleted);
        }

        @Override
        @Test
        void overwritesTheNullVersionWhileSuspended() {
            departs(
                    "does not name the null version",
                    "but was: null",
                    super::overwritesTheNullVersionWhileSuspended);
        }
    }

    @Nested
    class VersionListings extends VersionListingsContract {
        @Override
        @Test
        void beginsBehindTheKeyMarker() {
            departs(
                    "begins with the key of the marker",
                    "were not expected",
                    super::beginsBehindTheKeyMarker);
        }
    }

    @Nested
    class Conditions extends ConditionsContract {
        @Override
        @Test
        void writesOnlyOverTheObjectOfTheETag() {
            departs(
                    "compares If-Match with its quotes",
                    "Status Code: 412",
                    super::writesOnlyOverTheObjectOfTheETag);
        }

        @Override
        @Test
        void findsNoObjectOfTheETagWhereThereIsNone() {
            departs(
                    "has another code",
                    "412 PreconditionFailed",
                    super::findsNoObjectOfTheETagWhereThereIsNone);
        }

        @Override
        @Test
        void offersNoMoreConditionsThanS3() {
            departs(
                    "takes If-Match: *",
                    "412 PreconditionFailed",
                    super::offersNoMoreConditionsThanS3);
        }

        @Override
        @Test
        void deletesOnlyTheObjectOfTheETag() {
            departs(
                    "deletes whatever the condition",
                    "Expecting code to raise",
                    super::deletesOnlyTheObjectOfTheETag);
        }

        @Override
        @Test
        void namesTheConditionThatFailed() {
            departs("leaves Condition out", "<Condition>", super::namesTheConditionThatFailed);
        }
    }
}
