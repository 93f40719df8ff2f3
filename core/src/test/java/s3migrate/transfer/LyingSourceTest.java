package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import s3migrate.object.ETag;
import s3migrate.object.StoredObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.OpenObject;
import s3migrate.store.StoreException;
import s3migrate.time.Deadline;
import s3migrate.transfer.TransferOutcome.Copied;

/// A source that says of its objects what is not so, each time it is asked. Whatever it says, the
/// destination gets the object as it is, or nothing.
class LyingSourceTest {

    enum Lie {
        A_BYTE_MORE,
        A_BYTE_LESS,
        NO_BYTES,
        MANY_PARTS,
        MORE_THAN_S3_TAKES,
        ANOTHER_ETAG,
        AN_ETAG_OF_PARTS,
        AN_ETAG_THAT_IS_NONE;

        /// What is said of an object.
        StoredObject told(StoredObject object) {
            var etag = object.etag();
            return switch (this) {
                case A_BYTE_MORE -> with(object, object.size() + 1, etag);
                case A_BYTE_LESS -> with(object, object.size() - 1, etag);
                case NO_BYTES -> with(object, 0, etag);
                case MANY_PARTS -> with(object, 5_000, etag);
                case MORE_THAN_S3_TAKES -> with(object, 60L << 40, etag);
                case ANOTHER_ETAG -> with(object, object.size(), new ETag("0".repeat(32)));
                case AN_ETAG_OF_PARTS ->
                        with(object, object.size(), new ETag("0".repeat(32) + "-77"));
                case AN_ETAG_THAT_IS_NONE -> with(object, object.size(), new ETag("-"));
            };
        }

        private static StoredObject with(StoredObject of, long size, ETag etag) {
            return new StoredObject(
                    of.location(),
                    etag,
                    of.versionId(),
                    size,
                    of.lastModified(),
                    of.storageClass(),
                    of.metadata(),
                    of.checksum(),
                    of.keyEncrypted(),
                    of.tagCount());
        }
    }

    private final TwoSides sides = new TwoSides();

    @ParameterizedTest
    @EnumSource
    void noLieOfASmallObjectBecomesAWrongCopy(Lie lie) throws Exception {
        assertHarmless(lie, 50);
    }

    @ParameterizedTest
    @EnumSource
    void noLieOfALargeObjectBecomesAWrongCopy(Lie lie) throws Exception {
        assertHarmless(lie, 350);
    }

    private void assertHarmless(Lie lie, int size) throws InterruptedException {
        var content = TwoSides.content(size, 1);
        sides.write(content);
        Optional<TransferOutcome> outcome;
        try {
            outcome = Optional.of(run(lie, size));
        } catch (StoreException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            outcome = Optional.empty();
        }
        boolean copied = outcome.filter(Copied.class::isInstance).isPresent();
        assertThat(sides.copy().isPresent()).as("%s: %s", lie, outcome).isEqualTo(copied);
        assertThat(sides.copy().map(copy -> copy.length).orElse(size)).isEqualTo(size);
        assertThat(sides.copy().orElse(content)).isEqualTo(content);
    }

    private TransferOutcome run(Lie lie, int size) throws InterruptedException {
        var transfer =
                new Transfer(
                        lying(lie),
                        sides.destination,
                        sides.ledger,
                        new CopyWay.Streaming("a test wants it"),
                        TwoSides.SETTINGS,
                        Deletes.NONE,
                        sides.time,
                        sides.time,
                        (_, _) -> () -> {},
                        new Random(1),
                        new CopyRate(),
                        new TransferListener() {});
        return transfer.run(TwoSides.job(OptionalLong.of(size)), Deadline.never(sides.time));
    }

    private ObjectStore lying(Lie lie) {
        return (ObjectStore)
                Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (_, method, arguments) -> {
                            try {
                                return told(lie, method.invoke(sides.sourceStore, arguments));
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }

    private static Object told(Lie lie, Object answer) {
        return switch (answer) {
            case Optional<?> found -> found.map(inside -> told(lie, inside));
            case OpenObject open -> new OpenObject(lie.told(open.object()), open.body());
            case StoredObject object -> lie.told(object);
            default -> answer;
        };
    }
}
