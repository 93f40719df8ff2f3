package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SETTINGS;
import static s3migrate.transfer.TwoSides.content;
import static s3migrate.transfer.TwoSides.job;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLock;
import s3migrate.route.BucketPrefix;
import s3migrate.route.CannedAcl;
import s3migrate.route.Encryption;
import s3migrate.route.Fidelity;
import s3migrate.route.Locking;
import s3migrate.route.Protection;
import s3migrate.route.RouteOptions.Overwrite;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.MemoryRules;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;
import s3migrate.transfer.TransferOutcome.Copied;
import s3migrate.transfer.TransferOutcome.Unsettled;

/// A bucket whose policy denies every write that does not ask for the route's encryption and ACL:
/// what finds out whose an upload is has to ask for them too.
class DemandingBucketTest {

    private static final Protection PROTECTION =
            new Protection(
                    Optional.of(new Encryption(Encryption.Algorithm.S3, Optional.empty(), false)),
                    Optional.of(CannedAcl.BUCKET_OWNER_FULL_CONTROL),
                    ObjectLock.NONE);

    private static final TransferSettings ROUTE =
            new TransferSettings(
                    100,
                    2,
                    3,
                    100,
                    TransferSettings.NEVER_SLICED,
                    SETTINGS.lease(),
                    SETTINGS.completeMargin(),
                    3,
                    Optional.of("STANDARD"),
                    SETTINGS.destination(),
                    SETTINGS.least(),
                    false,
                    new Fidelity(true, PROTECTION, Locking.NONE, false),
                    Overwrite.NEWER);

    private final TwoSides sides =
            new TwoSides(
                    MemoryRules.SMALL_PARTS.withTakes(
                            asked -> asked.protection().equals(PROTECTION)));

    @Test
    void anUploadWhoseCreateGotNoReplyIsEndedByTheNextOne() throws Exception {
        sides.write(content(250, 1));
        sides.destination.faults().place(Verb.CREATE, new Fault.LostReply());
        assertThat(run()).isInstanceOf(Unsettled.class);
        assertThat(sides.openUploads()).isOne();

        assertThat(run()).isInstanceOf(Copied.class);

        assertThat(sides.copy()).hasValue(content(250, 1));
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void anUploadThatNobodyWillCompleteIsEnded() throws Exception {
        sides.write(content(250, 1));
        assertThat(run()).isInstanceOf(Copied.class);
        sides.destinationStore.create(DESTINATION, ROUTE.bare(), ChecksumAlgorithm.CRC32C);
        sides.time.pass(Duration.ofDays(2));

        var stale = new StaleUploads(sides.destination, sides.ledger, ROUTE.bare(), sides.time);

        assertThat(stale.end(new BucketPrefix("destination", ""))).isOne();
        assertThat(sides.openUploads()).isZero();
    }

    private TransferOutcome run() throws InterruptedException {
        return sides.transfer(ROUTE).run(job(), Deadline.never(sides.time));
    }
}
