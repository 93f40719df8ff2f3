package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import s3migrate.object.ETag;
import s3migrate.store.WriteAnswer.Refused;
import s3migrate.store.WriteAnswer.Written;

/// What every store promises about the expectations of `put` and `complete`.
interface ConditionContract extends UploadUnderTest {

    @Test
    default void writesOnlyWhereThereIsNothingIfAskedTo() {
        assertThat(put(at("object"), new byte[1], ABSENT)).isInstanceOf(Written.class);
        assertThat(put(at("object"), new byte[2], ABSENT))
                .isEqualTo(new Refused("PreconditionFailed"));
        assertThat(read(at("object"))).hasValue(new byte[1]);
    }

    @Test
    default void writesOnlyOverWhatIsExpected() {
        var first = put(at("object"), new byte[1]);
        var second = put(at("object"), new byte[2], StoreUnderTest.present(first.etag()));
        assertThat(second).isInstanceOf(Written.class);
        assertThat(put(at("object"), new byte[3], StoreUnderTest.present(first.etag())))
                .isEqualTo(new Refused("PreconditionFailed"));
        assertThat(read(at("object"))).hasValue(new byte[2]);
    }

    @Test
    default void writesNothingWhereAnObjectIsExpectedAndThereIsNone() {
        assertThat(put(at("object"), new byte[1], StoreUnderTest.present(new ETag("0123"))))
                .isEqualTo(new Refused("NoSuchKey"));
        assertThat(store().find(at("object"))).isEmpty();
    }

    @Test
    default void letsOneOfManyWritersWin() throws InterruptedException {
        var answers = Racing.of(16, i -> put(at("new"), new byte[] {(byte) i}, ABSENT));
        int winner = Racing.onlyWinner(answers);
        assertThat(read(at("new"))).hasValue(new byte[] {(byte) winner});

        var seen = StoreUnderTest.present(put(at("old"), new byte[5]).etag());
        var overwrites = Racing.of(16, i -> put(at("old"), new byte[] {(byte) i}, seen));
        int overwriter = Racing.onlyWinner(overwrites);
        assertThat(read(at("old"))).hasValue(new byte[] {(byte) overwriter});
    }

    @Test
    default void completesNothingIfTheKeyWasWrittenSinceTheUploadBegan() {
        var upload = create(at("object"));
        var parts = upload(upload, new byte[3]);
        var between = put(at("object"), new byte[4]);
        assertThat(complete(upload, parts, ABSENT)).isInstanceOf(Refused.class);
        assertThat(complete(upload, parts, StoreUnderTest.present(between.etag())))
                .isInstanceOf(Refused.class);
        assertThat(read(at("object"))).hasValue(new byte[4]);
    }

    @Test
    default void completesNothingIfTheKeyWasDeletedSinceTheUploadBegan() {
        var former = put(at("object"), new byte[4]);
        var upload = create(at("object"));
        var parts = upload(upload, new byte[3]);
        delete(at("object"));
        assertThat(complete(upload, parts, StoreUnderTest.present(former.etag())))
                .isInstanceOf(Refused.class);
        assertThat(store().find(at("object"))).isEmpty();
    }

    @Test
    default void completesOverWhatIsExpected() {
        var former = put(at("object"), new byte[4]);
        var upload = create(at("object"));
        var parts = upload(upload, new byte[3]);
        assertThat(complete(upload, parts, StoreUnderTest.present(former.etag())))
                .isInstanceOf(Written.class);
        assertThat(read(at("object"))).hasValue(new byte[3]);
    }

    @Test
    default void letsOneOfManyUploadsWin() throws InterruptedException {
        var answers =
                Racing.of(
                        16,
                        i -> {
                            var upload = create(at("object"));
                            return complete(upload, upload(upload, new byte[] {(byte) i}), ABSENT);
                        });
        int winner = Racing.onlyWinner(answers);
        assertThat(read(at("object"))).hasValue(new byte[] {(byte) winner});
    }
}
