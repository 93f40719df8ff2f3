package s3migrate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import s3migrate.sandbox.lambda.HostEvent;
import s3migrate.sandbox.lambda.InvocationResult.KillReason;

class HostLogTest {

    private static final String WORKER = DemoFunctions.WORKER;
    private static final String JOBSENDER = DemoFunctions.JOBSENDER;
    private static final HostEvent.Usage USAGE = new HostEvent.Usage(Duration.ofSeconds(1), 0);

    private final List<String> file = new ArrayList<>();
    private final HostLog log = new HostLog((function, text) -> file.add(function + " " + text));

    @Test
    void countsInvocationsByFunction() {
        log.on(new HostEvent.Started(WORKER, "1", true));
        log.on(new HostEvent.Started(WORKER, "2", false));
        log.on(new HostEvent.Started(JOBSENDER, "3", true));

        assertThat(log.counts().worker()).isEqualTo(new HostLog.Invocations(2, 1));
        assertThat(log.counts().jobsender()).isEqualTo(new HostLog.Invocations(1, 1));
    }

    @Test
    void tellsKillsFromTimeouts() {
        log.on(new HostEvent.Killed(WORKER, "1", USAGE, KillReason.ON_PURPOSE));
        log.on(new HostEvent.Killed(WORKER, "2", USAGE, KillReason.DEADLINE));
        log.on(new HostEvent.Killed(WORKER, "3", USAGE, KillReason.DEADLINE));

        assertThat(log.counts().kills()).isEqualTo(1);
        assertThat(log.counts().timeouts()).isEqualTo(2);
    }

    @Test
    void readsWhatTheWorkerSays() {
        log.line(WORKER, "{\"event\": \"worker_started\", \"tls\": \"ACCP 2.5.0\"}");
        log.line(WORKER, "{\"event\": \"transfer_ended\", \"resumed_parts\": 3}");
        log.line(WORKER, "{\"event\": \"transfer_ended\", \"resumed_parts\": 4}");
        log.line(WORKER, "{broken");
        log.line(WORKER, "not json");

        assertThat(log.counts().tls()).contains("ACCP 2.5.0");
        assertThat(log.counts().resumedParts()).isEqualTo(7);
        assertThat(file).hasSize(5).endsWith(WORKER + " {broken", WORKER + " not json");
    }

    @Test
    void whatIsGivenUpIsNoErrorOnTheWay() {
        log.line(WORKER, "{\"level\": \"ERROR\", \"event\": \"given_up\", \"reason\": \"denied\"}");
        log.line(
                WORKER,
                "{\"level\": \"ERROR\", \"event\": \"queue_failed\", \"reason\": \"away\"}");
        log.on(new HostEvent.Crashed(WORKER, "1", USAGE, 137));

        assertThat(log.counts().errors())
                .containsExactly(
                        "queue_failed: away",
                        "s3-migrate-worker ended by itself with exit code 137");
    }
}
