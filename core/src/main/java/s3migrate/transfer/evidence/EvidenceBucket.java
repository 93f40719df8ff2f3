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
import java.util.zip.GZIPOutputStream;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.store.Expectation;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;

/// Writes the evidence of runs and batches into the reports bucket: one gzip file of JSON lines per
/// message or stretch of keys, `evidence/<route>/<run>/<name>.jsonl.gz`, and a report per run,
/// `runs/<route>/<run>.json`. What comes again overwrites its own file. Serves many threads.
public final class EvidenceBucket {

    private static final NewObject GZIP = ofType("application/gzip");
    private static final NewObject JSON = ofType("application/json");

    private final ObjectStore store;
    private final String bucket;

    /// The store stays the caller's.
    public EvidenceBucket(ObjectStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    /// What reads it.
    public EvidenceReader reader() {
        return new EvidenceReader(store, bucket);
    }

    /// Writes all lines of a message, or of another piece of work with a name of its own, of one
    /// route and run. They are there once this returns.
    ///
    /// @throws EvidenceException if they may not be
    public void write(String route, Optional<String> run, String name, List<EvidenceLine> lines) {
        put(EvidencePaths.file(route, run, name), GZIP, gzip(lines));
    }

    /// Writes the report of a run, a text of ASCII characters.
    ///
    /// @throws EvidenceException if it may not be there
    public void writeReport(String route, String run, String report) {
        put(EvidencePaths.report(route, run), JSON, report.getBytes(US_ASCII));
    }

    /// Where the report of a run is, as `s3://bucket/key`.
    public String reportOf(String route, String run) {
        return "s3://%s/%s".formatted(bucket, EvidencePaths.report(route, run));
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
            throw EvidenceException.of(broke);
        }
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
