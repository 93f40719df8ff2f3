package s3migrate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import s3migrate.ledger.Evidence;
import s3migrate.sandbox.dynamodb.AttributeValue;
import s3migrate.sandbox.dynamodb.DynamoDbServer;
import s3migrate.sandbox.s3.S3Server;

/// How many copies were proved by what: as the ledger has it, and for batches their files in the
/// reports bucket.
record EvidenceCounts(Map<Evidence, Integer> counts) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static EvidenceCounts of(SandboxAws aws) {
        var proofs = new HashMap<String, Evidence>();
        addLedger(aws.tables(), proofs);
        addFiles(aws.source(), proofs);
        var counts = new EnumMap<Evidence, Integer>(Evidence.class);
        proofs.values().forEach(proof -> counts.merge(proof, 1, Integer::sum));
        return new EvidenceCounts(counts);
    }

    int total() {
        return counts.values().stream().mapToInt(count -> count).sum();
    }

    /// By source key: an object may have more than one line.
    private static void addLedger(DynamoDbServer tables, Map<String, Evidence> proofs) {
        for (var item : tables.items(SandboxAws.TABLE).values()) {
            if (text(item, "state").equals("DONE")) {
                proofs.put(text(item, "source_key"), Evidence.valueOf(text(item, "evidence")));
            }
        }
    }

    private static void addFiles(S3Server s3, Map<String, Evidence> proofs) {
        var files =
                s3.keys(SandboxAws.REPORTS_BUCKET).stream()
                        .filter(key -> key.startsWith("evidence/"))
                        .toList();
        for (String file : files) {
            var content = s3.object(SandboxAws.REPORTS_BUCKET, file).orElseThrow().content();
            try (var unpacked = new GZIPInputStream(content.open());
                    var lines = JSON.readerFor(JsonNode.class).<JsonNode>readValues(unpacked)) {
                while (lines.hasNextValue()) {
                    var line = lines.nextValue();
                    if (line.has("evidence")) {
                        proofs.put(line.path("key").asText(), kind(line.path("evidence").asText()));
                    }
                }
            } catch (IOException broken) {
                throw new UncheckedIOException("read " + file, broken);
            }
        }
    }

    private static Evidence kind(String word) {
        return Evidence.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return item.get(attribute) instanceof AttributeValue.S(var value) ? value : "";
    }
}
