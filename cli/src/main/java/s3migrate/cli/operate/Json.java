package s3migrate.cli.operate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/// JSON as commands print it for programs, and send it.
final class Json {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper ASCII =
            new ObjectMapper(
                    JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

    private Json() {}

    /// On one line, in the order of the map.
    static String line(Map<String, ?> fields) {
        return written(JSON, fields);
    }

    /// The same in ASCII, as queues take any key then.
    static String ascii(Map<String, ?> fields) {
        return written(ASCII, fields);
    }

    /// Whether an object says `true` of this field.
    static boolean isTrue(String object, String field) {
        try {
            return JSON.readTree(object).path(field).asBoolean();
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static String written(ObjectMapper json, Map<String, ?> fields) {
        try {
            return json.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
