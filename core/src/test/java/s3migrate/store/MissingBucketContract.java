package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;

/// A bucket that is not there refuses the route: it must never look like an object that is gone.
interface MissingBucketContract extends StoreUnderTest {

    ObjectLocation NOWHERE = new ObjectLocation("no-such-bucket", "key");

    @Test
    default void findsNoRouteIntoAMissingBucket() {
        assertNoSuchBucket(() -> store().find(NOWHERE));
        assertNoSuchBucket(() -> store().open(NOWHERE));
        assertNoSuchBucket(() -> put(NOWHERE, new byte[1]));
        assertNoSuchBucket(() -> store().create(NOWHERE, PLAIN, ChecksumAlgorithm.CRC32C));
        assertNoSuchBucket(() -> store().delete(NOWHERE, new ETag("0123")));
        assertNoSuchBucket(() -> store().uploads(NOWHERE));
        assertNoSuchBucket(() -> store().list(ListingRequest.first(NOWHERE.bucket(), "", "")));
    }

    private static void assertNoSuchBucket(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.RouteRefused.class,
                        e -> assertThat(e.code()).isEqualTo("NoSuchBucket"));
    }
}
