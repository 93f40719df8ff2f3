package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SETTINGS;
import static s3migrate.transfer.TwoSides.SOURCE;
import static s3migrate.transfer.TwoSides.content;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.object.ETag;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.Expectation;
import s3migrate.store.NewObject;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.MemoryBody;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.Verb;
import s3migrate.time.Deadline;
import s3migrate.transfer.TransferOutcome.Copied;

/// Objects whose bytes are there, and whose headers or user metadata are not.
class TransferRewriteTest {

    private final TwoSides sides = new TwoSides();

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 350})
    void headersAreMendedInPlaceAndNoByteIsRead(int size) throws Exception {
        bothHave(content(size, 1));

        var copied = (Copied) run(size, SETTINGS);

        assertThat(copied.proof().way()).hasValue(Way.SERVER_SIDE);
        assertThat(copied.evidence()).isEqualTo(Evidence.CHECKSUM);
        assertThat(written().metadata()).isEqualTo(source().metadata());
        assertThat(sides.destinationStore.tags(written().pinned())).isEqualTo(Map.of("a", "b"));
        assertThat(sides.copy()).hasValue(content(size, 1));
        assertThat(calls(Verb.OPEN, Verb.OPEN_PINNED)).isZero();
        assertThat(sides.destination.faults().calls(Verb.REWRITE)).isOne();
        assertThat(sides.destination.faults().calls(Verb.PUT)).isZero();
        assertThat(sides.destination.faults().calls(Verb.CREATE)).isZero();
    }

    /// The ETag is that of the same bytes, and without versions nothing else names the object.
    @Test
    void headersThatChangeAfterTheLedgerHasTheCopyAreMendedToo() throws Exception {
        sides.write(content(50, 1));
        var first = (Copied) run(50, SETTINGS);
        sides.transfer().record(TwoSides.job(), first);
        givenHeaders(content(50, 1));

        var mended = (Copied) sides.run();

        assertThat(sides.entry().source().etag()).isEqualTo(source().etag());
        assertThat(mended.written()).isEqualTo(first.written());
        assertThat(written().metadata()).isEqualTo(source().metadata());
        assertThat(sides.destination.faults().calls(Verb.REWRITE)).isOne();

        sides.transfer().record(TwoSides.job(), mended);
        assertThat(run(50, SETTINGS)).isInstanceOf(TransferOutcome.AlreadyPresent.class);
        assertThat(sides.destination.faults().calls(Verb.REWRITE)).isOne();
    }

    @Test
    void anObjectWrittenMeanwhileIsNotGivenTheHeadersOfAnother() throws Exception {
        bothHave(content(50, 1));
        sides.destination
                .faults()
                .place(
                        Verb.REWRITE,
                        new Fault.RunBefore(
                                () -> sides.destinationStore.write(DESTINATION, content(50, 2))));

        assertThat(run(50, SETTINGS)).isInstanceOf(Copied.class);

        assertThat(sides.copy()).hasValue(content(50, 1));
        assertThat(written().metadata()).isEqualTo(source().metadata());
        assertThat(sides.destination.faults().calls(Verb.PUT)).isOne();
    }

    @Test
    void aSourceThatChangesMeanwhileIsCopiedAfterwards() throws Exception {
        bothHave(content(50, 1));
        sides.destination
                .faults()
                .place(Verb.REWRITE, new Fault.RunBefore(() -> sides.write(content(60, 3))));

        assertThat(run(50, SETTINGS)).isInstanceOf(Copied.class);

        assertThat(sides.copy()).hasValue(content(60, 3));
    }

    @Test
    void whatTheStoreRefusesToRewriteGoesTheWayOfTheRoute() throws Exception {
        bothHave(content(50, 1));
        sides.destination
                .faults()
                .place(
                        Verb.REWRITE,
                        new Fault.Refuses(
                                new StoreException.ObjectRefused("AccessDenied", "rewrite")));

        var copied = (Copied) run(50, SETTINGS);

        assertThat(copied.proof().way()).hasValue(Way.STREAMING);
        assertThat(written().metadata()).isEqualTo(source().metadata());
    }

    @Test
    void aStoreThatCannotCopyByItselfIsNotAskedTo() throws Exception {
        bothHave(content(50, 1));
        var unable =
                new TransferSettings(
                        100,
                        2,
                        3,
                        100,
                        SETTINGS.lease(),
                        SETTINGS.completeMargin(),
                        3,
                        Optional.empty(),
                        StoreProfile.parse("conditional_writes checksums tags"),
                        Evidence.SIZE);

        assertThat(run(50, unable)).isInstanceOf(Copied.class);

        assertThat(sides.destination.faults().calls(Verb.REWRITE)).isZero();
        assertThat(written().metadata()).isEqualTo(source().metadata());
    }

    @Test
    void otherBytesAreReadAndWritten() throws Exception {
        bothHave(content(50, 1));
        sides.destinationStore.write(DESTINATION, content(50, 2));

        assertThat(run(50, SETTINGS)).isInstanceOf(Copied.class);

        assertThat(sides.destination.faults().calls(Verb.REWRITE)).isZero();
        assertThat(sides.copy()).hasValue(content(50, 1));
    }

    /// The destination without headers. One object in place has no parts, and an ETag of its own.
    @Test
    void anETagOverPartsThatIsAllThatProvesThemIsNotGivenUpForHeaders() throws Exception {
        bothHave(content(350, 1));
        byTheSamePartsAlone(sides.sourceStore, source());
        byTheSamePartsAlone(sides.destinationStore, written());

        var copied = (Copied) run(350, SETTINGS);

        assertThat(sides.destination.faults().calls(Verb.REWRITE)).isZero();
        assertThat(copied.evidence()).isEqualTo(Evidence.OWN_CHECKSUM);
        assertThat(written().metadata()).isEqualTo(source().metadata());
    }

    private static void byTheSamePartsAlone(MemoryObjectStore store, StoredObject object) {
        store.plant(
                new StoredObject(
                        object.location(),
                        new ETag("0123456789abcdef0123456789abcdef-2"),
                        object.versionId(),
                        object.size(),
                        object.lastModified(),
                        object.storageClass(),
                        object.metadata(),
                        Optional.empty(),
                        false,
                        0),
                content(350, 1),
                Map.of());
    }

    private void bothHave(byte[] bytes) {
        givenHeaders(bytes);
        sides.destinationStore.write(DESTINATION, bytes);
    }

    /// To the source alone.
    private void givenHeaders(byte[] bytes) {
        var none = ObjectMetadata.NONE;
        var metadata =
                new ObjectMetadata(
                        Optional.of("text/plain"),
                        none.contentEncoding(),
                        none.contentLanguage(),
                        none.contentDisposition(),
                        Optional.of("no-cache"),
                        none.expires(),
                        none.websiteRedirect(),
                        Map.of("owner", "me"));
        var what = new NewObject(metadata, Optional.empty(), Map.of("a", "b"));
        var body = MemoryBody.of(bytes);
        var any = new Expectation.Any();
        var checksum = sides.write(bytes).checksum();
        sides.sourceStore.put(SOURCE, what, body, checksum, any);
    }

    private TransferOutcome run(int size, TransferSettings settings) throws InterruptedException {
        var job = TwoSides.job(OptionalLong.of(size)).overOther();
        return sides.transfer(settings).run(job, Deadline.never(sides.time));
    }

    private StoredObject source() {
        return sides.sourceStore.find(SOURCE).orElseThrow();
    }

    private StoredObject written() {
        return sides.destinationStore.find(DESTINATION).orElseThrow();
    }

    private int calls(Verb... verbs) {
        int calls = 0;
        for (var verb : verbs) {
            calls += sides.source.faults().calls(verb);
        }
        return calls;
    }
}
