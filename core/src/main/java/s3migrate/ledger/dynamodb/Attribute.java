package s3migrate.ledger.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The names of the item's attributes, and values in DynamoDB's types. Reading throws
/// IllegalArgumentException where one is missing or of another kind.
final class Attribute {

    static final String KEY = "key";
    static final String GENERATION = "generation";
    static final String STATE = "state";
    static final String STATE_SHARD = "state_shard";
    static final String SOURCE_BUCKET = "source_bucket";
    static final String SOURCE_KEY = "source_key";
    static final String SOURCE_VERSION_ID = "source_version_id";
    static final String SOURCE_ETAG = "source_etag";
    static final String SIZE = "size";
    static final String OWNER = "owner";
    static final String LEASE_UNTIL = "lease_until";
    static final String UPLOAD_ID = "upload_id";
    static final String UPLOAD_OPTIONS = "upload_options";
    static final String PART_BYTES = "part_bytes";
    static final String CHECKSUM_ALGORITHM = "checksum_algorithm";
    static final String EVIDENCE = "evidence";
    static final String WAY = "way";
    static final String WRITTEN_ETAG = "written_etag";
    static final String WRITTEN_VERSION_ID = "written_version_id";
    static final String TRIES = "tries";
    static final String RESTARTS = "restarts";
    static final String FIRST_FAILURE = "first_failure";
    static final String LAST_FAILURE = "last_failure";
    static final String REASON = "reason";
    static final String STARTED = "started";
    static final String UPDATED = "updated";
    static final String WRITE_ID = "write_id";

    private Attribute() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue time(Instant value) {
        return number(value.toEpochMilli());
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(needed(item, name).s())
                .orElseThrow(() -> new IllegalArgumentException(name + " is no string"));
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(needed(item, name).n())
                .map(Long::parseLong)
                .orElseThrow(() -> new IllegalArgumentException(name + " is no number"));
    }

    static Instant time(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(number(item, name));
    }

    static AttributeValue needed(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
