package s3migrate.transfer.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
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
import s3migrate.time.Deadline;

/// Reads what an `EvidenceBucket` holds of runs and batches. Serves many threads; the store stays
/// the caller's. Each method throws an `EvidenceException` if the bucket cannot be read, or a file
/// is none of evidence.
public record EvidenceReader(ObjectStore store, String bucket) {

    /// Files read at once; each is a few hundred KB at most.
    private static final int READS_AT_ONCE = 32;

    private static final int READ_TRIES = 3;

    /// Sums up everything that was written for a run; empty if the deadline comes first.
    public Optional<EvidenceTotals> totals(String route, Optional<String> run, Deadline deadline) {
        var totals = new EvidenceTotals();
        var pages = pages(EvidencePaths.ofRun(route, run)).iterator();
        while (pages.hasNext()) {
            if (deadline.remaining().isZero()) {
                return Optional.empty();
            }
            files(pages.next())
                    .gather(Gatherers.mapConcurrent(READS_AT_ONCE, this::present))
                    .forEach(file -> addTo(totals, file));
        }
        return Optional.of(totals);
    }

    /// The ids of the runs of a route that have left a report, the oldest first.
    public List<String> runs(String route) {
        return pages(EvidencePaths.reports(route))
                .flatMap(this::files)
                .flatMap(file -> EvidencePaths.runOf(route, file.key()).stream())
                .toList();
    }

    /// The report of a run, as it is now; empty where there is none.
    public Optional<String> report(String route, String run) {
        return content(new ObjectLocation(bucket, EvidencePaths.report(route, run)))
                .map(bytes -> new String(bytes, US_ASCII));
    }

    /// All lines about a source object that runs or batches of a route have left, in the order of
    /// the files' names. Reads every file of the route.
    public List<EvidenceLine> find(String route, String key) {
        return pages(EvidencePaths.of(route))
                .flatMap(this::files)
                .gather(Gatherers.mapConcurrent(READS_AT_ONCE, this::lines))
                .flatMap(List::stream)
                .filter(line -> line.key().equals(key))
                .toList();
    }

    private record Page(ListingRequest asked, ListingPage answer) {}

    private Stream<Page> pages(String prefix) {
        var first = page(ListingRequest.first(bucket, prefix, ""));
        return Stream.iterate(Optional.of(first), Optional::isPresent, this::next)
                .flatMap(Optional::stream);
    }

    private Optional<Page> next(Optional<Page> before) {
        return before.flatMap(page -> page.answer().next().map(page.asked()::next)).map(this::page);
    }

    private Page page(ListingRequest asked) {
        try {
            return new Page(asked, store.list(asked));
        } catch (StoreException broke) {
            throw EvidenceException.of(broke);
        }
    }

    private Stream<ObjectLocation> files(Page page) {
        return page.answer().objects().stream()
                .map(ObjectSummary::key)
                .map(key -> new ObjectLocation(bucket, key));
    }

    private record Content(ObjectLocation file, ByteArrayInputStream gzip) {}

    private Content present(ObjectLocation file) {
        return content(file)
                .map(bytes -> new Content(file, new ByteArrayInputStream(bytes)))
                .orElseThrow(() -> new EvidenceException("read %s: it is gone".formatted(file)));
    }

    /// Opened again where it breaks on the way: among thousands of files some do each time.
    private Optional<byte[]> content(ObjectLocation file) {
        for (int tries = 1; ; tries++) {
            try (var open = store.open(file).orElse(null)) {
                return open == null ? Optional.empty() : Optional.of(open.body().readAllBytes());
            } catch (StoreException broke) {
                if (tries == READ_TRIES || !(broke instanceof StoreException.Transient)) {
                    throw EvidenceException.of(broke);
                }
            } catch (IOException broke) {
                if (tries == READ_TRIES) {
                    throw unreadable(file, broke);
                }
            }
        }
    }

    private static void addTo(EvidenceTotals totals, Content content) {
        try (var lines = new GZIPInputStream(content.gzip())) {
            totals.add(lines);
        } catch (IOException | IllegalArgumentException broke) {
            throw unreadable(content.file(), broke);
        }
    }

    /// Of a file that is gone there are none. A last line without an end was torn by a kill.
    private List<EvidenceLine> lines(ObjectLocation file) {
        var found = content(file);
        if (found.isEmpty()) {
            return List.of();
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(found.get()))) {
            String text = new String(gzip.readAllBytes(), US_ASCII);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(EvidenceJson::read)
                    .toList();
        } catch (IOException | IllegalArgumentException broke) {
            throw unreadable(file, broke);
        }
    }

    private static EvidenceException unreadable(ObjectLocation file, Exception broke) {
        return new EvidenceException("read %s: %s".formatted(file, broke.getMessage()), broke);
    }
}
