package s3migrate.sandbox.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Json;

/// GetItem and BatchGetItem. Every read is consistent, asked for or not.
final class Reads {
    /// Keys in one BatchGetItem (DynamoDB quotas).
    private static final int MAX_KEYS = 100;

    private static final String CONSISTENT = "ConsistentRead";

    private final Tables tables;
    private volatile int keysAnswered = MAX_KEYS;

    Reads(Tables tables) {
        this.tables = tables;
    }

    /// From now on a BatchGetItem answers so many keys and hands back the others as unprocessed.
    void answerAtMost(int keys) {
        keysAnswered = keys;
    }

    JsonNode get(JsonNode json) {
        var request = new Request(json, Set.of("Key", CONSISTENT));
        var table = tables.named(request.text("TableName"));
        var answer = Json.object();
        var found = table.find(table.keyOf(request.attributes("Key")));
        tables.units().read(found, request.flag(CONSISTENT, false));
        found.ifPresent(item -> answer.set("Item", AttributeJson.write(item)));
        return answer;
    }

    JsonNode batchGet(JsonNode json) {
        var requested = json.path("RequestItems");
        int keys = 0;
        for (var ofTable : requested) keys += ofTable.path("Keys").size();
        if (keys < 1) throw AwsError.validation("BatchGetItem takes 1 to 100 keys, not 0");
        if (keys > MAX_KEYS)
            throw AwsError.validation("Too many items requested for the BatchGetItem call");
        int left = keysAnswered;
        var answer = Json.object();
        var found = answer.putObject("Responses");
        var unprocessed = answer.putObject("UnprocessedKeys");
        for (var entry : requested.properties()) {
            var table = tables.named(entry.getKey());
            var request = new Request(entry.getValue(), Set.of("Keys", CONSISTENT));
            var items = found.putArray(entry.getKey());
            var seen = new HashSet<String>();
            for (var keyJson : entry.getValue().path("Keys")) {
                var key = table.keyOf(AttributeJson.readMap(keyJson));
                if (!seen.add(key))
                    throw AwsError.validation("Provided list of item keys contains duplicates");
                if (left-- > 0) {
                    var item = table.find(key);
                    tables.units().read(item, request.flag(CONSISTENT, false));
                    item.ifPresent(some -> items.add(AttributeJson.write(some)));
                } else
                    unprocessed
                            .withObject(entry.getKey())
                            .put(CONSISTENT, request.flag(CONSISTENT, false))
                            .withArray("Keys")
                            .add(keyJson);
            }
        }
        return answer;
    }
}
