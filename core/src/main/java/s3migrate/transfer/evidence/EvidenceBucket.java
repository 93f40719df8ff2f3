package s3migrate.transfer.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.store.Expectation;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.time.Deadline;

/// The evidence of runs and batches, in the reports bucket: one gzip file of JSON lines per message
/// or stretch of keys, `evidence/<route>/<run>/<name>.jsonl.gz`, and a report per run,
/// `runs/<route>/<run>.json`. What comes again overwrites its own file. Serves many threads.
public final class EvidenceBucket {

    /// In place of the run, for batches of objects that no run found.
    private static final String NO_RUN = "events";

    /// Files read at once for a sum; each is a few hundred KB at most.
    private static final int READS_AT_ONCE = 32;

    private static final int READ_TRIES = 3;

    private static final NewObject GZIP = ofType("application/gzip");
    private static final NewObject JSON = ofType("application/json");

    private final ObjectStore store;
    private final String bucket;

    /// The store stays the caller's.
    public EvidenceBucket(ObjectStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /// Writes all lines of a message, or of another piece of work with a name of its own, of one
    /// route and run. They are there once this returns.
    ///
    /// @throws EvidenceException if they may not be
    public void write(String route, Optional<String> run, String name, List<EvidenceLine> lines) {
        put(folder(route, run) + name + ".jsonl.gz", GZIP, gzip(lines));
    }

    /// Writes the report of a run, a text of ASCII characters.
    ///
    /// @throws EvidenceException if it may not be there
    public void writeReport(String route, String run, String report) {
        put(reportKey(route, run), JSON, report.getBytes(US_ASCII));
    }

    /// Where the report of a run is, as `s3://bucket/key`.
    public String reportOf(String route, String run) {
        return "s3://%s/%s".formatted(bucket, reportKey(route, run));
    }

    private static String reportKey(String route, String run) {
        return "runs/%s/%s.json".formatted(route, run);
    }

    /// Sums up everything that was written for a run; empty if the deadline comes first.
    ///
    /// @throws EvidenceException if a file cannot be read
    public Optional<EvidenceTotals> totals(String route, Optional<String> run, Deadline deadline) {
        var totals = new EvidenceTotals();
        var request = Optional.of(ListingRequest.first(bucket, folder(route, run), ""));
        while (request.isPresent()) {
            if (deadline.remaining().isZero()) {
                return Optional.empty();
            }
            var asked = request.get();
            var page = list(asked);
            page.objects().stream()
                    .map(row -> new ObjectLocation(bucket, row.key()))
                    .gather(Gatherers.mapConcurrent(READS_AT_ONCE, this::read))
                    .forEach(file -> addTo(totals, file));
            request = page.next().map(asked::next);
        }
        return Optional.of(totals);
    }

    private void put(String key, NewObject what, byte[] content) {
        var file = new ObjectLocation(bucket, key);
        try {
            var answer =
                    store.put(
                            file,
                            what,
                            new Bytes(content),
                            Optional.empty(),
                            new Expectation.Any());
            if (!(answer instanceof WriteAnswer.Written)) {
                throw new EvidenceException("write %s: found %s".formatted(file, answer));
            }
        } catch (StoreException broke) {
            throw refused(broke);
        }
    }

    private ListingPage list(ListingRequest request) {
        try {
            return store.list(request);
        } catch (StoreException broke) {
            throw refused(broke);
        }
    }

    private record Content(ObjectLocation file, ByteArrayInputStream gzip) {}

    /// Opened again where it breaks on the way: among thousands of files some do each time.
    private Content read(ObjectLocation file) {
        for (int tries = 1; ; tries++) {
            try (var open =
                    store.open(file)
                            .orElseThrow(() ->
                                    new EvidenceException("read %s: it is gone".formatted(file)))) {
                return new Content(file, new ByteArrayInputStream(open.body().readAllBytes()));
            } catch (StoreException broke) {
                if (tries == READ_TRIES || !(broke instanceof StoreException.Transient)) {
                    throw refused(broke);
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

    private static EvidenceException unreadable(ObjectLocation file, Exception broke) {
        return new EvidenceException("read %s: %s".formatted(file, broke.getMessage()), broke);
    }

    private static NewObject ofType(String contentType) {
        return new NewObject(
                new ObjectMetadata(
                        Optional.of(contentType),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()),
                Optional.empty(),
                Map.of());
    }

    private static String folder(String route, Optional<String> run) {
        return "evidence/%s/%s/".formatted(route, run.orElse(NO_RUN));
    }

    private static byte[] gzip(List<EvidenceLine> lines) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (var line : lines) {
                gzip.write((EvidenceJson.write(line) + "\n").getBytes(US_ASCII));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// The store's own text names verb, place and cause.
    private static EvidenceException refused(StoreException broke) {
        return new EvidenceException(String.valueOf(broke.getMessage()), broke);
    }

    private static final class Bytes implements ObjectStore.Body {

        private final byte[] content;

        Bytes(byte[] content) {
            this.content = content;
        }

        @Override
        public long length() {
            return content.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }
    }
}
