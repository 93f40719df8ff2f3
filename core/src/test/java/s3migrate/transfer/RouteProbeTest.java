package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.transfer.TwoSides.DESTINATION;
import static s3migrate.transfer.TwoSides.SETTINGS;
import static s3migrate.transfer.TwoSides.SOURCE;
import static s3migrate.transfer.TwoSides.content;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.RouteRecord.Passed;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.StoreException;
import s3migrate.store.memory.MemoryRules;
import s3migrate.store.memory.Verb;

/// What a copy that was made before tells of its route.
class RouteProbeTest {

    private static final MemoryRules NO_CLASSES =
            MemoryRules.SMALL_PARTS.withTakes(what -> what.storageClass().isEmpty());

    private final TwoSides sides = new TwoSides(NO_CLASSES);

    @Test
    void theClassOfTheSourceDoesNotMatterWhereCopiesGetAnother() {
        sourceHas("GLACIER_IR");

        assertThat(passes(Optional.of("STANDARD"))).isTrue();
        assertThatThrownBy(() -> passes(Optional.empty()))
                .isInstanceOf(StoreException.ObjectRefused.class);
        assertThat(sides.openUploads()).isZero();
    }

    @Test
    void aChosenClassThatTheDestinationRefusesIsRefused() {
        sourceHas(StoredObject.STANDARD);

        assertThat(passes(Optional.empty())).isTrue();
        assertThatThrownBy(() -> passes(Optional.of("INTELLIGENT_TIERING")))
                .isInstanceOf(StoreException.ObjectRefused.class);
    }

    @Test
    void aSourceThatWasArchivedSinceTellsNothing() {
        sourceHas("DEEP_ARCHIVE");

        assertThat(passes(Optional.of("STANDARD"))).isFalse();
        assertThat(sides.destination.faults().calls(Verb.CREATE)).isZero();
    }

    private void sourceHas(String storageClass) {
        var written = sides.write(content(50, 1));
        var stored =
                new StoredObject(
                        SOURCE,
                        written.etag(),
                        written.versionId(),
                        written.size(),
                        written.lastModified(),
                        storageClass,
                        written.metadata(),
                        written.checksum(),
                        false,
                        0);
        sides.sourceStore.plant(stored, content(50, 1), Map.of());
    }

    private boolean passes(Optional<String> chosen) {
        var settings =
                new TransferSettings(
                        100,
                        2,
                        3,
                        100,
                        SETTINGS.lease(),
                        SETTINGS.completeMargin(),
                        3,
                        chosen,
                        StoreProfile.AWS,
                        Evidence.SIZE);
        return new RouteProbe(sides.source, sides.destination, settings, sides.time)
                .passes(new Passed(SOURCE, DESTINATION, sides.time.instant()));
    }
}
