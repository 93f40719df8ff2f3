package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.store.DeleteAnswer.Deleted;
import s3migrate.store.DeleteAnswer.Refused;

/// What every store promises about `delete`.
interface DeleteContract extends StoreUnderTest {

    @Test
    default void deletesWhatIsExpected() {
        var written = put(at("object"), new byte[3]);
        assertThat(store().delete(at("object"), written.etag())).isEqualTo(new Deleted());
        assertThat(store().find(at("object"))).isEmpty();
    }

    @Test
    default void deletesNothingElse() {
        var former = put(at("object"), new byte[3]);
        put(at("object"), new byte[4]);
        assertThat(store().delete(at("object"), former.etag()))
                .isEqualTo(new Refused("PreconditionFailed"));
        assertThat(read(at("object"))).hasValue(new byte[4]);
    }

    @Test
    default void deletesNothingWhereNothingIs() {
        assertThat(store().delete(at("object"), new ETag("0123")))
                .isEqualTo(new Refused("NoSuchKey"));
    }

    @Test
    default void hidesTheFormerVersionsWhereTheyAreKept() {
        var location = new ObjectLocation(versionedBucket(), "object");
        var written = put(location, new byte[3]);
        assertThat(store().delete(location, written.etag())).isEqualTo(new Deleted());
        assertThat(store().find(location)).isEmpty();
        assertThat(store().delete(location, written.etag())).isEqualTo(new Refused("NoSuchKey"));
    }

    @Test
    default void deletesOneVersionAloneAndTheFormerIsThereAgain() {
        var location = new ObjectLocation(versionedBucket(), "object");
        put(location, new byte[3]);
        var second = put(location, new byte[4]).versionId().orElseThrow();
        store().deleteVersion(location, second);
        assertThat(read(location)).hasValue(new byte[3]);
        store().deleteVersion(location, second);
        assertThat(read(location)).hasValue(new byte[3]);
    }

    @Test
    default void deletesAFormerVersionUnderTheCurrentOne() {
        var location = new ObjectLocation(versionedBucket(), "object");
        var first = put(location, new byte[3]).versionId().orElseThrow();
        put(location, new byte[4]);
        store().deleteVersion(location, first);
        assertThat(read(location)).hasValue(new byte[4]);
    }

    @Test
    default void letsOneOfManyDeletersWin() throws InterruptedException {
        var written = put(at("object"), new byte[3]);
        var answers = Racing.of(16, _ -> store().delete(at("object"), written.etag()));
        assertThat(answers).containsOnlyOnce(new Deleted());
    }
}
