package s3migrate.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import s3migrate.sandbox.json.Json;
import s3migrate.sandbox.sqs.ReceivedMessage;

/// Reads a handler's answer as an event source mapping does: which messages of the batch are done.
final class BatchAnswer {
    private BatchAnswer() {}

    /// The messages to delete. Nothing reported is a success; an answer that cannot be read, or
    /// that names a message that is not in the batch, fails them all.
    static List<ReceivedMessage> done(List<ReceivedMessage> batch, String answer) {
        var failed = new HashSet<String>();
        var reported = failures(answer);
        if (!(reported.isArray() || reported.isNull() || reported.isMissingNode()))
            return List.of();
        for (var failure : reported) failed.add(failure.path("itemIdentifier").asText());
        if (!ids(batch).containsAll(failed)) return List.of();
        return batch.stream().filter(message -> !failed.contains(message.id())).toList();
    }

    private static JsonNode failures(String answer) {
        try {
            return Json.parse(answer).path("batchItemFailures");
        } catch (UncheckedIOException malformed) {
            return Json.object();
        }
    }

    private static Set<String> ids(List<ReceivedMessage> batch) {
        var ids = new HashSet<String>();
        batch.forEach(message -> ids.add(message.id()));
        return ids;
    }
}
