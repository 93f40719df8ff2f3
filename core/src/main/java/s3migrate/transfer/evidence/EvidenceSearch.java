package s3migrate.transfer.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;

/// Finds what runs and batches have left in the reports bucket. Serves many threads. The store
/// stays the caller's; a refusal of it is thrown as it is.
public record EvidenceSearch(ObjectStore store, String bucket) {

    private static final String REPORT = ".json";

    /// Files read at once; each is a few hundred KB at most.
    private static final int READS_AT_ONCE = 32;

    /// The ids of the runs of a route that have left a report, the oldest first.
    ///
    /// @throws StoreException if the bucket cannot be listed
    public List<String> runs(String route) {
        String folder = "runs/%s/".formatted(route);
        return keys(folder)
                .filter(key -> key.endsWith(REPORT))
                .map(key -> key.substring(folder.length(), key.length() - REPORT.length()))
                .toList();
    }

    /// The report of a run, as it is now; empty where there is none.
    ///
    /// @throws StoreException if the bucket cannot be read
    /// @throws EvidenceException if the connection breaks
    public Optional<String> report(String route, String run) {
        var file = new ObjectLocation(bucket, "runs/%s/%s%s".formatted(route, run, REPORT));
        return store.open(file)
                .map(found -> {
                    try (var open = found) {
                        return new String(open.body().readAllBytes(), US_ASCII);
                    } catch (IOException broke) {
                        throw new EvidenceException(
                                "read %s: %s".formatted(file, broke.getMessage()), broke);
                    }
                });
    }

    /// All lines about a source object that runs or batches of a route have left, in the order of
    /// the files' names. Reads every file of the route.
    ///
    /// @throws StoreException if the bucket cannot be read
    /// @throws EvidenceException if a file is none of evidence
    public List<EvidenceLine> find(String route, String key) {
        return keys("evidence/%s/".formatted(route))
                .map(file -> new ObjectLocation(bucket, file))
                .gather(Gatherers.mapConcurrent(READS_AT_ONCE, this::lines))
                .flatMap(List::stream)
                .filter(line -> line.key().equals(key))
                .toList();
    }

    private record Page(ListingRequest asked, ListingPage answer) {}

    private Stream<String> keys(String prefix) {
        var first = ListingRequest.first(bucket, prefix, "");
        return Stream.iterate(Optional.of(page(first)), Optional::isPresent, this::next)
                .flatMap(page -> page.orElseThrow().answer().objects().stream())
                .map(ObjectSummary::key);
    }

    private Optional<Page> next(Optional<Page> before) {
        return before.flatMap(page -> page.answer().next().map(page.asked()::next)).map(this::page);
    }

    private Page page(ListingRequest asked) {
        return new Page(asked, store.list(asked));
    }

    /// Of a file that is gone there are none. A last line without an end was torn by a kill.
    private List<EvidenceLine> lines(ObjectLocation file) {
        var found = store.open(file);
        if (found.isEmpty()) {
            return List.of();
        }
        try (var open = found.get();
                var gzip = new GZIPInputStream(open.body())) {
            String text = new String(gzip.readAllBytes(), US_ASCII);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(EvidenceJson::read)
                    .toList();
        } catch (IOException | IllegalArgumentException broke) {
            throw new EvidenceException("read %s: %s".formatted(file, broke.getMessage()), broke);
        }
    }
}
