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

/// The evidence of batches, in the reports bucket: one gzip file of JSON lines per message,
/// `evidence/<route>/<run>/<message id>.jsonl.gz`. A message that comes again overwrites its own
/// file. Serves many threads.
public final class EvidenceBucket {

    /// In place of the run, for batches of objects that no run found.
    private static final String NO_RUN = "events";

    private static final NewObject GZIP =
            new NewObject(
                    new ObjectMetadata(
                            Optional.of("application/gzip"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of()),
                    Optional.empty(),
                    Map.of());

    private final ObjectStore store;
    private final String bucket;

    /// The store stays the caller's.
    public EvidenceBucket(ObjectStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /// Writes all lines of a message, of one route and run. They are there once this returns.
    ///
    /// @throws EvidenceException if they may not be
    public void write(
            String route, Optional<String> run, String messageId, List<EvidenceLine> lines) {
        var file = new ObjectLocation(bucket, folder(route, run) + messageId + ".jsonl.gz");
        var answer = put(file, gzip(lines));
        if (!(answer instanceof WriteAnswer.Written)) {
            throw new EvidenceException("write %s: found %s".formatted(file, answer));
        }
    }

    /// Sums up everything that was written for a run.
    ///
    /// @throws EvidenceException if a file cannot be read
    public EvidenceTotals totals(String route, Optional<String> run) {
        var totals = new EvidenceTotals();
        var request = Optional.of(ListingRequest.first(bucket, folder(route, run), ""));
        while (request.isPresent()) {
            var asked = request.get();
            var page = list(asked);
            page.objects().forEach(row -> addTo(totals, new ObjectLocation(bucket, row.key())));
            request = page.next().map(asked::next);
        }
        return totals;
    }

    private WriteAnswer put(ObjectLocation file, byte[] content) {
        try {
            return store.put(
                    file, GZIP, new Bytes(content), Optional.empty(), new Expectation.Any());
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

    private void addTo(EvidenceTotals totals, ObjectLocation file) {
        try (var open =
                        store.open(file)
                                .orElseThrow(() ->
                                        new EvidenceException(
                                                "read %s: it is gone".formatted(file)));
                var lines = new GZIPInputStream(open.body())) {
            totals.add(lines);
        } catch (StoreException broke) {
            throw refused(broke);
        } catch (IOException | IllegalArgumentException broke) {
            throw new EvidenceException("read %s: %s".formatted(file, broke.getMessage()), broke);
        }
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
