package s3migrate.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import s3migrate.ledger.Lease;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryLedger;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.object.StoredObject;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.time.ManualTime;

/// What the ledger says of a copy that has only begun, or has failed, proves nothing.
class UnfinishedCopiesTest {

    private static final ObjectLocation SOURCE = new ObjectLocation("src", "k");
    private static final ObjectLocation COPY = new ObjectLocation("dst", "k");

    private final ManualTime time = new ManualTime();
    private final MemoryObjectStore buckets =
            new MemoryObjectStore(time, MemoryRules.SMALL_PARTS)
                    .withBucket("src")
                    .withBucket("dst");
    private final MemoryLedger ledger = new MemoryLedger();

    @ParameterizedTest
    @EnumSource(names = {"CONTENT", "VERSION"})
    void aVersionWhoseCopyBeganOrFailedIsStillToBeCopied(Compare compare) {
        var older = buckets.write(COPY, new byte[7]);
        var newer = buckets.write(SOURCE, new byte[] {1, 2, 3, 4, 5, 6, 7});
        var lease = new Lease("worker", time.instant().plus(Duration.ofMinutes(2)));
        var begun = LedgerEntry.intent(COPY, newer.pinned(), lease, time.instant());

        assertThat(ledger.replace(Optional.empty(), begun)).isTrue();
        assertChanged(compare, newer, older);
        assertThat(ledger.replace(Optional.of(begun), begun.failed("denied", time.instant())))
                .isTrue();
        assertChanged(compare, newer, older);
    }

    private void assertChanged(Compare compare, StoredObject source, StoredObject destination) {
        var route =
                Route.of(
                        new BucketPrefix("src", ""),
                        new BucketPrefix("dst", ""),
                        RouteOptions.of(
                                Map.of("compare", compare.name().toLowerCase(Locale.ROOT))));
        var look = new SecondLook(ledger, buckets, buckets, route, time);

        assertThat(look.settle(List.of(new Suspect(row(source), row(destination)))))
                .containsExactly(new Difference.Changed(row(source), row(destination)));
    }

    private static ObjectSummary row(StoredObject object) {
        return new ObjectSummary(
                object.location().key(),
                object.etag(),
                object.versionId(),
                object.size(),
                object.lastModified(),
                object.storageClass());
    }
}
