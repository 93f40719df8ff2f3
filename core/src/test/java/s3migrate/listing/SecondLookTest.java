package s3migrate.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.MemoryLedger;
import s3migrate.ledger.Proof;
import s3migrate.listing.Difference.Changed;
import s3migrate.listing.Difference.Extra;
import s3migrate.listing.Difference.Missing;
import s3migrate.listing.Difference.OtherMetadata;
import s3migrate.listing.Difference.Same;
import s3migrate.listing.Difference.SameSize;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.ObjectSummary;
import s3migrate.object.StoredObject;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.store.StoreException;
import s3migrate.store.memory.Fault;
import s3migrate.store.memory.FaultyObjectStore;
import s3migrate.store.memory.MemoryObjectStore;
import s3migrate.store.memory.MemoryRules;
import s3migrate.store.memory.Verb;
import s3migrate.time.ManualTime;

class SecondLookTest {

    private static final String MD5 = "1".repeat(32);
    private static final String OTHER_MD5 = "2".repeat(32);
    private static final ObjectLocation SOURCE = new ObjectLocation("src", "k");
    private static final ObjectLocation DESTINATION = new ObjectLocation("dst", "d/k");

    private final ManualTime time = new ManualTime();
    private final MemoryObjectStore buckets =
            new MemoryObjectStore(time, MemoryRules.SMALL_PARTS)
                    .withBucket("src")
                    .withBucket("dst");
    private final FaultyObjectStore store = new FaultyObjectStore(buckets);
    private final MemoryLedger ledger = new MemoryLedger();
    private SecondLook look = comparing(Compare.CONTENT);

    @BeforeEach
    void bothSidesHaveTheKey() {
        plant(SOURCE, MD5 + "-2", false, Optional.empty());
        plant(DESTINATION, OTHER_MD5 + "-3", false, Optional.empty());
    }

    @Test
    void equalChecksumsProveEqualBytes() {
        plant(SOURCE, MD5 + "-2", false, crc("AAAAAAAAAAA="));
        plant(DESTINATION, OTHER_MD5 + "-3", true, crc("AAAAAAAAAAA="));
        assertThat(settle(suspect())).containsExactly(new Same(suspect().source()));
    }

    @Test
    void differentChecksumsProveAChange() {
        plant(SOURCE, MD5, false, crc("AAAAAAAAAAA="));
        plant(DESTINATION, OTHER_MD5, true, crc("AAAAAAAAAAE="));
        assertThat(settle(suspect())).containsExactly(changed());
    }

    @Test
    void checksumsOverPartsProveNothing() {
        var overParts =
                Optional.of(
                        new Checksum(ChecksumAlgorithm.SHA256, Checksum.Coverage.COMPOSITE, "x-2"));
        plant(SOURCE, MD5 + "-2", false, overParts);
        plant(DESTINATION, OTHER_MD5 + "-3", false, overParts);
        assertThat(settle(suspect())).containsExactly(new SameSize(suspect().source()));
    }

    @Test
    void unequalMd5ETagsOfPlainObjectsAreAChange() {
        plant(SOURCE, MD5, false, Optional.empty());
        plant(DESTINATION, OTHER_MD5, false, Optional.empty());
        assertThat(settle(suspect())).containsExactly(changed());
    }

    @Test
    void unequalETagsUnderKeyEncryptionAreNone() {
        plant(SOURCE, MD5, false, Optional.empty());
        plant(DESTINATION, OTHER_MD5, true, Optional.empty());
        assertThat(settle(suspect())).containsExactly(new SameSize(suspect().source()));
    }

    @Test
    void aSizeThatChangedSinceTheListingIsAChange() {
        buckets.write(SOURCE, new byte[3]);
        assertThat(settle(suspect())).containsExactly(changed());
    }

    @Test
    void whatWentSinceTheListingIsMissingExtraOrNothing() {
        buckets.delete(DESTINATION);
        assertThat(settle(suspect())).containsExactly(new Missing(suspect().source()));
        buckets.delete(SOURCE);
        assertThat(settle(suspect())).isEmpty();
        plant(DESTINATION, MD5, false, Optional.empty());
        assertThat(settle(suspect())).containsExactly(new Extra(suspect().destination()));
    }

    @Test
    void theLedgerKnowsACopyWithoutALook() {
        recordCopy(MD5 + "-2", OTHER_MD5 + "-3", Evidence.CHECKSUM);
        assertThat(settle(suspect())).containsExactly(new Same(suspect().source()));
        assertThat(store.faults().calls(Verb.FIND)).isZero();
    }

    @Test
    void aCopyThatWasProvedBySizeStaysSo() {
        recordCopy(MD5 + "-2", OTHER_MD5 + "-3", Evidence.SIZE);
        assertThat(settle(suspect())).containsExactly(new SameSize(suspect().source()));
    }

    @Test
    void theLedgerKnowsThatTheSourceChangedSinceItsCopy() {
        recordCopy(MD5, OTHER_MD5 + "-3", Evidence.CHECKSUM);
        assertThat(settle(suspect())).containsExactly(changed());
        assertThat(store.faults().calls(Verb.FIND)).isZero();
    }

    @Test
    void theLedgerSaysNothingOfADestinationThatOthersWrote() {
        recordCopy(MD5 + "-2", "written-then", Evidence.CHECKSUM);
        assertThat(settle(suspect())).containsExactly(new SameSize(suspect().source()));
        assertThat(store.faults().calls(Verb.FIND)).isEqualTo(2);
    }

    @Test
    void anObjectThatMayNotBeLookedAtIsLeftToItsTransfer() {
        store.faults()
                .place(
                        Verb.FIND,
                        new Fault.Refuses(
                                new StoreException.ObjectRefused("AccessDenied", "head", null)));
        assertThat(settle(suspect())).containsExactly(changed());
    }

    @Test
    void aBrokenLookIsAFailureAndNoAnswer() {
        store.faults().place(Verb.FIND, new Fault.Throttled(1));
        assertThatThrownBy(() -> settle(suspect())).isInstanceOf(StoreException.Transient.class);
    }

    @Test
    void settlesEverySuspectOnce() {
        var suspects =
                IntStream.range(0, 500)
                        .mapToObj(i -> "k" + i)
                        .map(key -> new Suspect(row(key, MD5), row("d/" + key, OTHER_MD5)))
                        .toList();
        for (var suspect : suspects) {
            plant(at("src", suspect.source()), MD5, false, Optional.empty());
            plant(at("dst", suspect.destination()), OTHER_MD5, false, Optional.empty());
        }
        assertThat(settle(suspects.toArray(Suspect[]::new)))
                .containsExactlyInAnyOrderElementsOf(
                        suspects.stream()
                                .<Difference>map(s -> new Changed(s.source(), s.destination()))
                                .toList());
    }

    @Test
    void whatALookProvedIsInTheLedgerForTheNextRun() {
        plant(SOURCE, MD5 + "-2", false, crc("AAAAAAAAAAA="));
        plant(DESTINATION, OTHER_MD5 + "-3", true, crc("AAAAAAAAAAA="));
        settle(suspect());
        assertThat(settle(suspect())).containsExactly(new Same(suspect().source()));
        assertThat(store.faults().calls(Verb.FIND)).isEqualTo(2);
        assertThat(ledger.find(DESTINATION).orElseThrow().evidence()).hasValue(Evidence.CHECKSUM);
    }

    @Test
    void aLookChangesNothingAboutAFailureOrAnOpenUpload() {
        plant(SOURCE, MD5 + "-2", false, crc("AAAAAAAAAAA="));
        plant(DESTINATION, OTHER_MD5 + "-3", true, crc("AAAAAAAAAAA="));
        var source = stored(SOURCE, MD5, false, Optional.empty()).pinned();
        var failed =
                LedgerEntry.unheld(DESTINATION, source, time.instant())
                        .failed("AccessDenied", time.instant());
        assertThat(ledger.replace(Optional.empty(), failed)).isTrue();
        settle(suspect());
        assertThat(ledger.find(DESTINATION)).hasValue(failed);
        var copying = failed.intending(source, time.instant());
        assertThat(ledger.replace(Optional.of(failed), copying)).isTrue();
        settle(suspect());
        assertThat(ledger.find(DESTINATION)).hasValue(copying);
    }

    @Test
    void whatCannotBeComparedIsNotWrittenDown() {
        settle(suspect());
        assertThat(ledger.find(DESTINATION)).isEmpty();
    }

    @Test
    void byVersionAnotherVersionWithTheSameBytesIsAChange() {
        look = comparing(Compare.VERSION);
        recordCopy(MD5 + "-2", OTHER_MD5 + "-3", Evidence.CHECKSUM);
        assertThat(settle(suspect())).containsExactly(new Same(suspect().source()));
        var later = ofVersion("v2");
        assertThat(settle(later)).containsExactly(new Changed(later.source(), later.destination()));
        assertThat(store.faults().calls(Verb.FIND)).isZero();
    }

    @Test
    void theVersionNullIsNone() {
        look = comparing(Compare.VERSION);
        recordCopy(MD5 + "-2", OTHER_MD5 + "-3", Evidence.CHECKSUM);
        assertThat(settle(ofVersion("null"))).hasOnlyElementsOfType(Same.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"VERSION", "METADATA"})
    void otherHeadersOnEqualBytesAreADifferenceOfTheirOwn(Compare compare) {
        look = comparing(compare);
        plantWith(SOURCE, "text/plain", crc("AAAAAAAAAAA="));
        plantWith(DESTINATION, "text/html", crc("AAAAAAAAAAA="));
        assertThat(settle(suspect())).containsExactly(new OtherMetadata(suspect().source()));
        plantWith(DESTINATION, "text/plain", crc("AAAAAAAAAAA="));
        assertThat(settle(suspect())).containsExactly(new Same(suspect().source()));
    }

    @Test
    void theLedgerKnowsNothingOfHeaders() {
        look = comparing(Compare.METADATA);
        recordCopy(MD5, MD5, Evidence.CHECKSUM);
        plantWith(SOURCE, "text/plain", Optional.empty());
        plantWith(DESTINATION, "text/html", Optional.empty());
        assertThat(settle(suspect())).containsExactly(new OtherMetadata(suspect().source()));
    }

    @Test
    void whereBytesCannotBeComparedHeadersCountAllTheSame() {
        look = comparing(Compare.METADATA);
        assertThat(settle(suspect())).containsExactly(new SameSize(suspect().source()));
        recordCopy(MD5 + "-2", OTHER_MD5 + "-3", Evidence.CHECKSUM);
        assertThat(settle(suspect())).containsExactly(new Same(suspect().source()));
        recordedAnother();
        assertThat(settle(suspect())).containsExactly(changed());
    }

    private void recordedAnother() {
        var entry = ledger.find(DESTINATION).orElseThrow();
        var other = stored(SOURCE, OTHER_MD5, false, Optional.empty()).pinned();
        var next = entry.done(other, entry.proof().orElseThrow(), time.instant());
        assertThat(ledger.replace(Optional.of(entry), next)).isTrue();
    }

    private SecondLook comparing(Compare compare) {
        var route =
                Route.of(
                        new BucketPrefix("src", ""),
                        new BucketPrefix("dst", "d"),
                        RouteOptions.of(
                                Map.of("compare", compare.name().toLowerCase(Locale.ROOT))));
        return new SecondLook(ledger, store, store, route, time);
    }

    private static Suspect ofVersion(String id) {
        var row = suspect().source();
        return new Suspect(
                new ObjectSummary(
                        row.key(),
                        row.etag(),
                        Optional.of(id),
                        row.size(),
                        row.lastModified(),
                        row.storageClass()),
                suspect().destination());
    }

    private void plantWith(
            ObjectLocation location, String contentType, Optional<Checksum> checksum) {
        var none = ObjectMetadata.NONE;
        var metadata =
                new ObjectMetadata(
                        Optional.of(contentType),
                        none.contentEncoding(),
                        none.contentLanguage(),
                        none.contentDisposition(),
                        none.cacheControl(),
                        none.expires(),
                        none.websiteRedirect(),
                        Map.of());
        var object = stored(location, MD5, false, checksum);
        buckets.plant(
                new StoredObject(
                        location,
                        object.etag(),
                        object.versionId(),
                        object.size(),
                        object.lastModified(),
                        object.storageClass(),
                        metadata,
                        checksum,
                        false,
                        0),
                new byte[7],
                Map.of());
    }

    private List<Difference> settle(Suspect... suspects) {
        return look.settle(List.of(suspects));
    }

    private static Suspect suspect() {
        return new Suspect(row("k", MD5 + "-2"), row("d/k", OTHER_MD5 + "-3"));
    }

    private static Changed changed() {
        return new Changed(suspect().source(), suspect().destination());
    }

    private static ObjectSummary row(String key, String etag) {
        return Rows.row(key, etag, 7);
    }

    private static ObjectLocation at(String bucket, ObjectSummary row) {
        return new ObjectLocation(bucket, row.key());
    }

    private static Optional<Checksum> crc(String value) {
        return Optional.of(Checksum.ofWhole(ChecksumAlgorithm.CRC64NVME, value));
    }

    private void recordCopy(String sourceEtag, String written, Evidence evidence) {
        var source = stored(SOURCE, sourceEtag, false, Optional.empty()).pinned();
        var entry =
                LedgerEntry.unheld(DESTINATION, source, time.instant())
                        .done(
                                source,
                                new Proof(
                                        evidence,
                                        Optional.empty(),
                                        new ETag(written),
                                        Optional.empty()),
                                time.instant());
        assertThat(ledger.replace(Optional.empty(), entry)).isTrue();
    }

    private void plant(
            ObjectLocation location,
            String etag,
            boolean keyEncrypted,
            Optional<Checksum> checksum) {
        buckets.plant(stored(location, etag, keyEncrypted, checksum), new byte[7], Map.of());
    }

    private StoredObject stored(
            ObjectLocation location,
            String etag,
            boolean keyEncrypted,
            Optional<Checksum> checksum) {
        return new StoredObject(
                location,
                new ETag(etag),
                Optional.empty(),
                7,
                time.instant(),
                StoredObject.STANDARD,
                ObjectMetadata.NONE,
                checksum,
                keyEncrypted,
                0);
    }
}
