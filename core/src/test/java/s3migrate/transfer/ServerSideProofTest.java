package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.transfer.TwoSides.content;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.MemoryLedger;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.FaultyObjectStore;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;
import s3migrate.time.ManualTime;

/// What proves a copy that S3 did itself, where we saw no bytes. Up to 100 bytes are one
/// CopyObject.
class ServerSideProofTest {

    private static final ObjectLocation SOURCE = new ObjectLocation("source", "key");
    private static final ObjectLocation DESTINATION = new ObjectLocation("destination", "key");
    private static final CopyWay.Sizes SIZES = new CopyWay.Sizes(100, 100, 2);

    private final ManualTime time = new ManualTime();
    private final MemoryObjectStore memory =
            new MemoryObjectStore(time, MemoryRules.SMALL_PARTS)
                    .withBucket("source")
                    .withBucket("destination");
    private final FaultyObjectStore source = new FaultyObjectStore(memory);
    private final FaultyObjectStore destination = new FaultyObjectStore(memory);
    private final MemoryLedger ledger = new MemoryLedger();

    @Test
    void theSourcesChecksumProvesTheCopyWithoutAnotherRequest() throws Exception {
        memory.write(SOURCE, content(50, 1));

        assertThat(within().evidence()).isEqualTo(Evidence.CHECKSUM);
        assertThat(destination.faults().calls(Verb.FIND)).isZero();
    }

    @Test
    void anEqualPlainETagProvesTheCopyWithoutAnotherRequest() throws Exception {
        plant(50, Optional.empty(), Optional.empty());

        assertThat(within().evidence()).isEqualTo(Evidence.ETAG);
        assertThat(destination.faults().calls(Verb.FIND)).isZero();
    }

    @Test
    void aChecksumThatOnlyTheCopyHasProvesNothing() throws Exception {
        plant(
                50,
                Optional.of(
                        new Checksum(
                                ChecksumAlgorithm.CRC32C, Checksum.Coverage.COMPOSITE, "AAAA-3")),
                Optional.of(new ETag("0123-3")));

        assertThat(within().evidence()).isEqualTo(Evidence.SIZE);
        assertThat(destination.faults().calls(Verb.FIND)).isEqualTo(1);
    }

    @Test
    void partsWithoutASourceChecksumAreProvedBySizeAlone() throws Exception {
        plant(350, Optional.empty(), Optional.empty());

        assertThat(within().evidence()).isEqualTo(Evidence.SIZE);
        assertThat(memory.bytes(DESTINATION)).hasValue(content(350, 1));
    }

    /// Its parts of other workers would count as counted by us.
    @Test
    void anUploadThatStreamingBeganIsNotContinuedWhereOurCountWasToProveIt() throws Exception {
        plant(350, Optional.empty(), Optional.empty());
        var interrupted = new Fault.Refuses(new StoreException.ObjectRefused("Killed", "killed"));
        destination.faults().place(Verb.UPLOAD_PART, 3, interrupted);
        assertThatThrownBy(() -> run(new CopyWay.Streaming("a test wants it")))
                .hasMessage("killed");

        within();

        assertThat(destination.faults().calls(Verb.COPY_PART)).isEqualTo(4);
        assertThat(memory.openUploads("destination")).isEmpty();
        assertThat(memory.bytes(DESTINATION)).hasValue(content(350, 1));
    }

    @Test
    void anUploadThatStreamingBeganIsContinuedWhereTheSourcesChecksumProvesIt() throws Exception {
        memory.write(SOURCE, content(350, 1));
        var interrupted = new Fault.Refuses(new StoreException.ObjectRefused("Killed", "killed"));
        destination.faults().place(Verb.COMPLETE, interrupted);
        assertThatThrownBy(() -> run(new CopyWay.Streaming("a test wants it")))
                .hasMessage("killed");

        var copied = within();

        assertThat(copied.evidence()).isEqualTo(Evidence.CHECKSUM);
        assertThat(copied.resumed()).isEqualTo(4);
        assertThat(destination.faults().calls(Verb.COPY_PART)).isZero();
    }

    /// CopyObject takes along what no header can hold; an upload begins without it.
    @Test
    void metadataThatS3DoesNotShowGoesAlongWithAWholeObjectOnly() throws Exception {
        plantHidden(50);
        within();

        plantHidden(350);
        assertThat(run(new CopyWay.ServerSide("a test wants it", false, SIZES)))
                .isEqualTo(new TransferOutcome.MetadataHidden(1));
    }

    private void plantHidden(int size) {
        var plain = memory.write(SOURCE, content(size, 1));
        var none = Optional.<String>empty();
        var hidden = new ObjectMetadata(none, none, none, none, none, none, none, Map.of(), 1);
        memory.plant(
                new StoredObject(
                        plain.location(),
                        plain.etag(),
                        plain.versionId(),
                        plain.size(),
                        plain.lastModified(),
                        plain.storageClass(),
                        hidden,
                        plain.checksum(),
                        false,
                        0),
                content(size, 1),
                Map.of());
    }

    private void plant(int size, Optional<Checksum> checksum, Optional<ETag> etag) {
        var plain = memory.write(SOURCE, content(size, 1));
        memory.plant(
                new StoredObject(
                        plain.location(),
                        etag.orElse(plain.etag()),
                        plain.versionId(),
                        plain.size(),
                        plain.lastModified(),
                        plain.storageClass(),
                        plain.metadata(),
                        checksum,
                        false,
                        0),
                content(size, 1),
                Map.of());
    }

    private TransferOutcome.Copied within() throws InterruptedException {
        return (TransferOutcome.Copied)
                run(new CopyWay.ServerSide("a test wants it", false, SIZES));
    }

    private TransferOutcome run(CopyWay way) throws InterruptedException {
        var settings =
                new TransferSettings(
                        100,
                        2,
                        1,
                        100,
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(2),
                        3,
                        Optional.empty(),
                        StoreProfile.AWS,
                        Evidence.SIZE);
        var transfer =
                new Transfer(
                        source,
                        destination,
                        ledger,
                        way,
                        settings,
                        Deletes.NONE,
                        time,
                        time,
                        (_, _) -> () -> {},
                        new Random(1),
                        new CopyRate(),
                        TransferListener.NONE);
        return transfer.run(
                new Job(
                        "route",
                        SOURCE,
                        Optional.empty(),
                        DESTINATION,
                        OptionalLong.empty(),
                        Optional.empty(),
                        JobHistory.startingAt(time.instant())),
                Deadline.never(time));
    }
}
