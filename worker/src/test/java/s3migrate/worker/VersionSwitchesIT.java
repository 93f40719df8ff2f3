package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import s3migrate.job.Batch;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.ledger.LedgerEntry;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.Versioning;

/// The three version switches of the earlier system, in the four combinations that its README
/// advises: whatever they say, the destination ends as one whole version, the source's present one,
/// and the ledger knows which.
final class VersionSwitchesIT {

    private static final int SMALL = 1_000;
    private static final int THREE_PARTS = 12 << 20;

    @TempDir private Path directory;

    /// In the order `JobsenderCompareVersionId`, `UpdateVersionId`, `GetObjectWithVersionId`.
    enum Switches {
        S3_TRIGGER(false, false, true),
        COMPARISON_FOR_INTEGRITY(false, true, true),
        COMPARISON_FOR_INTEGRITY_AND_CONSISTENCY(true, false, true),
        DEFAULT(false, false, false);

        private final boolean compare;
        private final boolean update;
        private final boolean get;

        Switches(boolean compare, boolean update, boolean get) {
            this.compare = compare;
            this.update = update;
            this.get = get;
        }

        Map<String, String> settings() {
            return Map.of(
                    "JobsenderCompareVersionId", String.valueOf(compare),
                    "UpdateVersionId", String.valueOf(update),
                    "GetObjectWithVersionId", String.valueOf(get));
        }

        boolean anyIsOn() {
            return this != DEFAULT;
        }
    }

    @ParameterizedTest
    @EnumSource(Switches.class)
    void theLedgerKnowsTheVersionOfASmallObjectOfAComparisonWhereASwitchIsOn(Switches switches)
            throws Exception {
        try (var worker = worker(switches, "stream")) {
            var version = worker.write("a", Bench.bytes(SMALL));

            worker.settle(Messages.encode(new Batch(List.of(worker.found(version, "a")))));

            assertThat(worker.copiedBytes("a")).isEqualTo(Bench.bytes(SMALL));
            assertThat(worker.entry("a").isPresent()).isEqualTo(switches.anyIsOn());
            if (switches.anyIsOn()) {
                assertRecorded(worker, version);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Switches.class)
    void anEventOfAFormerVersionBringsThePresentOne(Switches switches) throws Exception {
        try (var worker = worker(switches, "stream")) {
            var former = worker.write("a", Bench.bytes(SMALL));
            var present = worker.write("a", Bench.bytes(SMALL + 1));

            worker.settle(event(former));

            assertThat(worker.copiedBytes("a")).isEqualTo(Bench.bytes(SMALL + 1));
            assertRecorded(worker, present);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "S3_TRIGGER, stream, GetObject, 2",
        "COMPARISON_FOR_INTEGRITY, stream, GetObject, 2",
        "COMPARISON_FOR_INTEGRITY_AND_CONSISTENCY, stream, GetObject, 2",
        "DEFAULT, stream, GetObject, 2",
        "DEFAULT, server, CopyObject, 1"
    })
    void anObjectOverwrittenInMidCopyEndsAsTheNewVersionWhole(
            Switches switches, String copy, String read, int call) throws Exception {
        try (var worker = worker(switches, copy)) {
            var former = worker.write("a", Bench.bytes(THREE_PARTS));
            var overwritten = new AtomicBoolean();
            Runnable overwrite =
                    () -> {
                        if (overwritten.compareAndSet(false, true)) {
                            worker.write("a", Bench.bytes(THREE_PARTS + 1));
                        }
                    };
            worker.server.faults().plan(Calls.of(read).nth(call, new Fault.Before(overwrite)));

            worker.settle(job(worker, former));
            assertThat(overwritten).isTrue();
            worker.settle(event(present(worker)));

            assertThat(worker.copiedBytes("a")).isEqualTo(Bench.bytes(THREE_PARTS + 1));
            assertRecorded(worker, present(worker));
            assertThat(worker.server.openUploads("backup")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Switches.class)
    void aCopyThatGoesOnAfterAnotherVersionBecameCurrentBeginsAnewWithThatOne(Switches switches)
            throws Exception {
        try (var worker = worker(switches, "stream")) {
            var former = worker.write("a", Bench.bytes(THREE_PARTS));
            worker.server
                    .faults()
                    .plan(Calls.of("UploadPart").from(2, Fault.Refuse.internalError()));
            worker.receive(job(worker, former));
            assertThat(worker.server.openUploads("backup")).hasSize(1);
            var begun = worker.entry("a").orElseThrow().source().versionId();
            worker.server.faults().clear();
            worker.write("a", Bench.bytes(THREE_PARTS + 1));

            worker.settleQueued();

            assertThat(begun).hasValue(former.versionId());
            assertThat(worker.copiedBytes("a")).isEqualTo(Bench.bytes(THREE_PARTS + 1));
            assertRecorded(worker, present(worker));
            assertThat(worker.server.openUploads("backup")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Switches.class)
    void aSourceWithoutVersionsIsPinnedByItsEtag(Switches switches) throws Exception {
        try (var worker = unversioned(switches, "stream")) {
            var former = worker.write("a", Bench.bytes(THREE_PARTS));
            worker.server
                    .faults()
                    .plan(
                            Calls.of("GetObject")
                                    .nth(
                                            2,
                                            new Fault.Before(
                                                    () -> worker.write("a", Bench.bytes(SMALL)))));

            worker.settle(job(worker, former));

            assertThat(worker.copiedBytes("a")).isEqualTo(Bench.bytes(SMALL));
            var entry = worker.entry("a").orElseThrow();
            assertThat(entry.state()).isEqualTo(LedgerEntry.State.DONE);
            assertThat(entry.source().etag().value()).isEqualTo(present(worker).etag());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "S3_TRIGGER, stream",
        "COMPARISON_FOR_INTEGRITY, stream",
        "COMPARISON_FOR_INTEGRITY_AND_CONSISTENCY, stream",
        "DEFAULT, stream",
        "S3_TRIGGER, server",
        "DEFAULT, server"
    })
    void aMessageIsKeptForVersionsThatMayNotBeReadOnlyWhereTheyAreAskedFor(
            Switches switches, String copy) throws Exception {
        try (var worker = worker(switches, copy)) {
            worker.server.deny("s3:GetObjectVersion", "photos/*");
            var version = worker.write("a", Bench.bytes(THREE_PARTS));

            worker.settle(job(worker, version));

            if (switches.get) {
                assertThat(worker.copy("a")).isEmpty();
                assertThat(worker.queue.deleted()).isEmpty();
                assertThat(worker.log()).contains("s3:GetObjectVersion");
            } else {
                assertThat(worker.copiedBytes("a")).isEqualTo(Bench.bytes(THREE_PARTS));
            }
        }
    }

    private SocketWorker worker(Switches switches, String copy) {
        var worker = unversioned(switches, copy);
        worker.server.setVersioning("photos", Versioning.ENABLED);
        return worker;
    }

    private SocketWorker unversioned(Switches switches, String copy) {
        return new SocketWorker(
                directory, switches.settings(), ", \"copy\": \"%s\"".formatted(copy));
    }

    private static String job(SocketWorker worker, ObjectVersion version) {
        return Messages.encode(new Message.SingleJob(worker.found(version, "a")));
    }

    private static ObjectVersion present(SocketWorker worker) {
        return worker.server.object("photos", "a").orElseThrow();
    }

    private static String event(ObjectVersion version) {
        return """
        {"Records": [{"eventName": "ObjectCreated:Put",
          "s3": {"bucket": {"name": "photos"}, "object": {"key": "a", "size": %d, "versionId": "%s"}}}]}\
        """
                .formatted(version.size(), version.versionId());
    }

    private static void assertRecorded(SocketWorker worker, ObjectVersion version) {
        var entry = worker.entry("a").orElseThrow();
        assertThat(entry.state()).isEqualTo(LedgerEntry.State.DONE);
        assertThat(entry.source().versionId()).isEqualTo(Optional.of(version.versionId()));
        assertThat(entry.source().etag().value()).isEqualTo(version.etag());
    }
}
