package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunMessagesTest {

    @Test
    void withoutARouteAllAreMeant() {
        assertThat(RunMessages.decode("{\"v\": 1, \"type\": \"run\", \"reason\": \"schedule\"}"))
                .isEqualTo(new RunRequest.StartAll());
    }

    @Test
    void aRouteAloneStarts() {
        assertThat(RunMessages.decode("{\"v\": 1, \"type\": \"run\", \"route\": \"r\"}"))
                .isEqualTo(new RunRequest.Start("r", false));
    }

    @Test
    void whatIsSentIsRead() {
        var go = new RunRequest.Go("e5219a25679e", "2026-11-21T13:00:00Z");
        assertThat(RunMessages.encode(go))
                .isEqualTo(
                        "{\"v\":1,\"type\":\"run\",\"route\":\"e5219a25679e\",\"run\":\"2026-11-21T13:00:00Z\"}");
        assertThat(RunMessages.decode(RunMessages.encode(go))).isEqualTo(go);
    }

    @Test
    void aPersonConfirmsOneRoute() {
        assertThat(
                        RunMessages.decode(
                                "{\"v\": 1, \"type\": \"run\", \"route\": \"r\", \"confirm\":"
                                        + " true}"))
                .isEqualTo(new RunRequest.Start("r", true));
    }

    @Test
    void sharesOfARunAreReadAsTheyWereSent() {
        var go = new RunRequest.Go("r", "2026-11-21T13:00:00Z", true, new Share(2, 4), true);
        assertThat(RunMessages.encode(go))
                .endsWith("\"confirm\":true,\"share\":2,\"of\":4,\"sampled\":true}");
        assertThat(RunMessages.decode(RunMessages.encode(go))).isEqualTo(go);
    }

    @Test
    void checksAreReadAsTheyWereSent() {
        var check = new RunRequest.Check("r", "2026-11-21T13:00:00Z", 3);
        assertThat(RunMessages.encode(check)).endsWith("\"check\":3}");
        assertThat(RunMessages.decode(RunMessages.encode(check))).isEqualTo(check);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | message \"hello\": accepted is a JSON object",
                "[] | v \"\": accepted is 1; type \"\": accepted is run",
                "{\"v\":2,\"type\":\"job\"} | v \"2\": accepted is 1; type \"job\": accepted is"
                        + " run",
                "{\"v\":1,\"type\":\"run\",\"route\":7} | route \"7\": accepted is a text",
                "{\"v\":1,\"type\":\"run\",\"run\":\"x\"} | route is missing: accepted is the name"
                        + " of the route that run is of",
                "{\"v\":1,\"type\":\"run\",\"confirm\":true} | route is missing: accepted is the"
                        + " name of the route whose source became smaller",
                "{\"v\":1,\"type\":\"run\",\"route\":\"r\",\"share\":4,\"of\":4} | share \"4\":"
                        + " accepted is a number from 0, below \"of\"",
                "{\"v\":1,\"type\":\"run\",\"route\":\"r\",\"check\":-1} | check \"-1\":"
                        + " accepted is a number from 0 to 13; run is missing: accepted is the id of"
                        + " the run whose jobs are looked for",
                "{\"v\":1,\"type\":\"run\",\"route\":\"r\",\"run\":\"x\",\"check\":14} | check \"14\":"
                        + " accepted is a number from 0 to 13"
            })
    void namesEveryFault(String body, String reason) {
        assertThat(RunMessages.decode(body)).isEqualTo(new RunRequest.Malformed(reason));
    }
}
