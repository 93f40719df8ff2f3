package s3migrate.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.store.ListingRequest;
import s3migrate.store.memory.MemoryObjectStore;

/// The lines of all evidence files in memory that say what proves a copy, read without the
/// product's own reader.
final class EvidenceLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Which version of a source a copy is proved to be, and which object that copy is.
    record Proved(ETag source, long size, ETag copy) {}

    private EvidenceLines() {}

    /// By source key.
    static Map<String, List<Proved>> in(MemoryObjectStore buckets) {
        var lines = new TreeMap<String, List<Proved>>();
        var request = Optional.of(ListingRequest.first("reports", "evidence/", ""));
        while (request.isPresent()) {
            var asked = request.get();
            var page = buckets.list(asked);
            for (var row : page.objects()) {
                var file = buckets.bytes(new ObjectLocation("reports", row.key())).orElseThrow();
                add(file, lines);
            }
            request = page.next().map(asked::next);
        }
        return lines;
    }

    /// The same of the ledger.
    static Optional<Proved> proved(LedgerEntry entry) {
        var source = entry.source();
        return entry.written().map(copy -> new Proved(source.etag(), source.size(), copy));
    }

    private static void add(byte[] file, Map<String, List<Proved>> lines) {
        try (var text = new GZIPInputStream(new ByteArrayInputStream(file))) {
            for (var written :
                    new String(text.readAllBytes(), StandardCharsets.US_ASCII).lines().toList()) {
                var line = JSON.readTree(written);
                if (line.has("evidence")) {
                    lines.computeIfAbsent(line.path("key").asText(), _ -> new ArrayList<>())
                            .add(proved(line));
                }
            }
        } catch (IOException broke) {
            throw new UncheckedIOException(broke);
        }
    }

    private static Proved proved(JsonNode line) {
        return new Proved(
                new ETag(line.path("source_etag").asText()),
                line.path("size").asLong(),
                new ETag(line.path("des_etag").asText()));
    }
}
