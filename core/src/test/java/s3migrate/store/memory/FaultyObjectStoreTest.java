package s3migrate.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.store.Expectation;
import s3migrate.store.NewObject;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.time.ManualTime;

final class FaultyObjectStoreTest {

    private static final ObjectLocation KEY = new ObjectLocation("bucket", "key");

    private final MemoryObjectStore inner =
            new MemoryObjectStore(new ManualTime(), MemoryRules.SMALL_PARTS).withBucket("bucket");
    private final FaultyObjectStore store = new FaultyObjectStore(inner);
    private final Faults faults = store.faults();

    @BeforeEach
    void write() {
        inner.write(KEY, new byte[10]);
    }

    @Test
    void isTheStoreInsideWhereNothingIsPlaced() {
        assertThat(store.find(KEY)).isEqualTo(inner.find(KEY));
        assertThat(put(20)).isInstanceOf(WriteAnswer.Written.class);
        assertThat(inner.bytes(KEY)).hasValue(new byte[20]);
    }

    @Test
    void countsCallsByVerb() {
        store.find(KEY);
        store.find(KEY);
        put(1);
        assertThat(faults.calls(Verb.FIND)).isEqualTo(2);
        assertThat(faults.calls(Verb.PUT)).isEqualTo(1);
        assertThat(faults.calls(Verb.OPEN)).isZero();
    }

    @Test
    void countsCallsToAFaultFromWhereItIsPlaced() {
        store.find(KEY);
        faults.place(Verb.FIND, 2, new Fault.Throttled(1));
        assertThat(store.find(KEY)).isPresent();
        assertThatThrownBy(() -> store.find(KEY)).isInstanceOf(StoreException.Transient.class);
        assertThat(store.find(KEY)).isPresent();
    }

    @Test
    void throttlesAsOftenAsAsked() {
        faults.place(Verb.PUT, new Fault.Throttled(2));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> put(20))
                    .isInstanceOf(StoreException.Transient.class)
                    .hasMessage("put s3://bucket/key: Please reduce your request rate. (SlowDown)");
        }
        assertThat(inner.bytes(KEY)).hasValue(new byte[10]);
        assertThat(put(20)).isInstanceOf(WriteAnswer.Written.class);
    }

    @Test
    void cutsAnOpenedBodyAfterSoManyBytes() throws Exception {
        faults.place(Verb.OPEN, new Fault.CutAfter(4));
        try (var opened = store.open(KEY).orElseThrow()) {
            assertThat(opened.body().readNBytes(4)).hasSize(4);
            assertThatThrownBy(() -> opened.body().read()).hasMessage("connection reset");
        }
    }

    @Test
    void writesNothingOfABodyThatIsCut() {
        faults.place(Verb.PUT, new Fault.CutAfter(4));
        assertThatThrownBy(() -> put(20)).isInstanceOf(StoreException.Transient.class);
        assertThat(inner.bytes(KEY)).hasValue(new byte[10]);
    }

    @Test
    void failsAtOnceWhereNoBytesAreToBeCut() {
        faults.place(Verb.FIND, new Fault.CutAfter(4));
        assertThatThrownBy(() -> store.find(KEY))
                .isInstanceOf(StoreException.Transient.class)
                .hasMessage("head s3://bucket/key: connection reset (ConnectionBroken)");
    }

    @Test
    void losesTheReplyOfAWriteThatTookEffect() {
        faults.place(Verb.PUT, new Fault.LostReply());
        assertThatThrownBy(() -> put(20)).isInstanceOf(StoreException.Transient.class);
        assertThat(inner.bytes(KEY)).hasValue(new byte[20]);
    }

    @Test
    void letsSomethingElseHappenFirst() {
        faults.place(Verb.FIND, new Fault.RunBefore(() -> inner.delete(KEY)));
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void refusesWithWhatItIsGiven() {
        var denied = new StoreException.ObjectRefused("AccessDenied", "denied");
        faults.place(Verb.TAGS, new Fault.Refuses(denied));
        var pinned = inner.find(KEY).orElseThrow().pinned();
        assertThatThrownBy(() -> store.tags(pinned)).isSameAs(denied);
        assertThat(store.tags(pinned)).isEmpty();
    }

    private WriteAnswer put(int size) {
        return store.put(
                KEY,
                new NewObject(ObjectMetadata.NONE, Optional.empty(), Map.of()),
                MemoryBody.of(new byte[size]),
                Optional.empty(),
                new Expectation.Any());
    }
}
