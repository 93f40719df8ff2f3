package s3migrate.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Clients;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import s3migrate.sandbox.json.Json;
import s3migrate.sandbox.json.RawCall;

class EventBridgeServerTest {
    private EventBridgeServer server;

    @BeforeEach
    void start() {
        server = EventBridgeServer.start(0, AccessKeys.of(Clients.KNOWN));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsTheEventsItTakes() throws IOException, InterruptedException {
        JsonNode answer = put(entry("CopyCompleted", "{\\\"id\\\":1}"));

        assertThat(answer.path("FailedEntryCount").asInt()).isZero();
        assertThat(answer.at("/Entries/0/EventId").asText()).isNotEmpty();
        assertThat(server.events())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.bus()).isEqualTo("default");
                    assertThat(event.source()).isEqualTo("s3-migrate");
                    assertThat(event.detailType()).isEqualTo("CopyCompleted");
                    assertThat(event.detail().path("id").asInt()).isEqualTo(1);
                });
    }

    @Test
    void refusesEntriesOneByOne() throws IOException, InterruptedException {
        server.refuse(1);

        JsonNode answer =
                put(entry("Refused", "{}"), entry("Taken", "{}"), entry("Malformed", "no json"));

        assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(2);
        assertThat(answer.at("/Entries/0/ErrorCode").asText()).isEqualTo("InternalFailure");
        assertThat(answer.at("/Entries/2/ErrorCode").asText()).isEqualTo("MalformedDetail");
        assertThat(server.events()).extracting(BusEvent::detailType).containsExactly("Taken");
    }

    @Test
    void takesTenEntriesAtMost() throws IOException, InterruptedException {
        String[] eleven = new String[EventBridgeServer.MAX_ENTRIES + 1];
        Arrays.fill(eleven, entry("Many", "{}"));

        assertThat(put(eleven).path("__type").asText()).isEqualTo("ValidationException");
        assertThat(server.events()).isEmpty();
    }

    @Test
    void takesLessThan256KbInAll() throws IOException, InterruptedException {
        String most = sized(EventBridgeServer.MAX_BYTES - 1);
        String more = sized(EventBridgeServer.MAX_BYTES);

        assertThat(put(more).path("__type").asText()).isEqualTo("ValidationException");
        assertThat(put(most).path("FailedEntryCount").asInt()).isZero();
    }

    @Test
    void refusesWhatNoCustomEventMayHave() throws IOException, InterruptedException {
        String aws = entry("Aws", "{}").replace("s3-migrate", "aws.s3");
        String unknown = entry("Unknown", "{}").replace("\"Source\"", "\"Id\":1,\"Source\"");

        JsonNode answer = put(entry("x".repeat(129), "{}"), aws, unknown);

        assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(3);
        assertThat(answer.at("/Entries/1/ErrorCode").asText()).isEqualTo("NotAuthorizedForSource");
        assertThat(server.events()).isEmpty();
    }

    /// An entry that counts as so many bytes.
    private static String sized(int bytes) {
        int rest = bytes - "s3-migrate".length() - "Big".length() - "{\"k\":\"\"}".length();
        return entry("Big", "{\\\"k\\\":\\\"" + "x".repeat(rest) + "\\\"}");
    }

    @Test
    void failsAsAWholeIfToldTo() throws IOException, InterruptedException {
        server.faults(Faults.first(1, "PutEvents", new Fault.Refused(AwsError.internal())));

        assertThat(put(entry("Lost", "{}")).path("__type").asText())
                .isEqualTo("InternalServerError");
        assertThat(put(entry("Taken", "{}")).path("FailedEntryCount").asInt()).isZero();
    }

    private static String entry(String type, String detail) {
        return "{\"Source\":\"s3-migrate\",\"DetailType\":\""
                + type
                + "\",\"Detail\":\""
                + detail
                + "\"}";
    }

    private JsonNode put(String... entries) throws IOException, InterruptedException {
        String body = "{\"Entries\":[" + String.join(",", entries) + "]}";
        return Json.parse(RawCall.json(server.uri(), "AWSEvents.PutEvents", body).body());
    }
}
