package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.store.memory.MemoryBody;

/// The same with buckets that the SDK has asked for an object, and to write one: from then on GETs
/// and PUTs go out without it.
final class DirectRequestsSandboxIT extends S3ObjectStoreSandboxIT {

    @BeforeEach
    void acquaint() {
        acquaint(bucket());
        acquaint(versionedBucket());
    }

    /// Leaves nothing behind: there is no object that a write could replace.
    private void acquaint(String bucket) {
        var absent = new ObjectLocation(bucket, "absent");
        assertThat(store().open(absent)).isEmpty();
        assertThat(
                        store().put(
                                        absent,
                                        PLAIN,
                                        MemoryBody.of(new byte[1]),
                                        Optional.empty(),
                                        new Expectation.Present(new ETag("none"))))
                .isInstanceOf(WriteAnswer.Refused.class);
    }
}
