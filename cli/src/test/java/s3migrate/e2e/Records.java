package s3migrate.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import s3migrate.sandbox.dynamodb.AttributeValue;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.store.ObjectVersion;

/// What a deployment has written down, in evidence files and its ledger. Each route has the name of
/// its source bucket. Immutable.
final class Records {

    private record Proof(String source, String key, String etag) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<Proof> proofs = new HashSet<>();
    private final List<String> unfinished;

    /// @param ledger items as they are now, by key
    Records(S3Server s3, String reports, Map<String, Map<String, AttributeValue>> ledger) {
        s3.keys(reports).stream()
                .filter(file -> file.startsWith("evidence/"))
                .forEach(file -> addFile(s3.object(reports, file).orElseThrow()));
        ledger.values().stream()
                .filter(item -> item.containsKey("evidence"))
                .forEach(item ->
                        proofs.add(
                                new Proof(
                                        text(item, "source_bucket"),
                                        text(item, "source_key"),
                                        text(item, "source_etag"))));
        unfinished =
                ledger.entrySet().stream()
                        .filter(item -> item.getValue().containsKey("state_shard"))
                        .map(item -> item.getKey() + ": " + item.getValue())
                        .toList();
    }

    /// What failed or is being copied, as the ledger has it.
    List<String> unfinished() {
        return unfinished;
    }

    /// Whether a line or an item names this version of a source and what proved its copy.
    boolean prove(String source, String key, ObjectVersion version) {
        return proofs.contains(new Proof(source, key, version.etag()));
    }

    private void addFile(ObjectVersion file) {
        try (var bytes = file.content().open();
                var lines =
                        new BufferedReader(
                                new InputStreamReader(new GZIPInputStream(bytes), UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                addLine(line);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void addLine(String line) throws IOException {
        var said = JSON.readTree(line);
        if (said.has("evidence")) {
            proofs.add(
                    new Proof(
                            said.path("route").asText(),
                            said.path("key").asText(),
                            said.path("source_etag").asText()));
        }
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return item.get(attribute) instanceof AttributeValue.S(var text) ? text : "";
    }
}
