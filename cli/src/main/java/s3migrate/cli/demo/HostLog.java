package s3migrate.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.sandbox.lambda.FunctionLog;
import s3migrate.sandbox.lambda.HostEvent;
import s3migrate.sandbox.lambda.HostListener;
import s3migrate.sandbox.lambda.InvocationResult.KillReason;

/// Counts what the Lambda host and the functions say: invocations, kills, resumed parts.
/// Thread-safe.
final class HostLog implements HostListener, FunctionLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionLog file;
    private final Map<String, Invocations> invocations = new HashMap<>(); // guarded by this, as all
    private int kills; // below
    private int timeouts;
    private int resumedParts;
    private final List<String> errors = new ArrayList<>();
    private Optional<String> tls = Optional.empty();

    HostLog(FunctionLog file) {
        this.file = file;
    }

    /// Of one function.
    record Invocations(int all, int coldStarts) {

        static final Invocations NONE = new Invocations(0, 0);

        private Invocations andOne(boolean coldStart) {
            return new Invocations(all + 1, coldStarts + (coldStart ? 1 : 0));
        }
    }

    /// What was counted so far.
    ///
    /// @param kills of workers at work, on purpose
    /// @param timeouts of functions that did not end in time
    /// @param resumedParts parts that a later invocation found at the destination
    /// @param errors beside failures, which end in dead letters
    /// @param tls what the worker says TLS runs on
    record Counts(
            Invocations worker,
            Invocations jobsender,
            int kills,
            int timeouts,
            int resumedParts,
            List<String> errors,
            Optional<String> tls) {}

    synchronized Counts counts() {
        return new Counts(
                invocations.getOrDefault(DemoFunctions.WORKER, Invocations.NONE),
                invocations.getOrDefault(DemoFunctions.JOBSENDER, Invocations.NONE),
                kills,
                timeouts,
                resumedParts,
                List.copyOf(errors),
                tls);
    }

    @Override
    public synchronized void on(HostEvent event) {
        switch (event) {
            case HostEvent.Started started ->
                    invocations.put(
                            started.function(),
                            invocations
                                    .getOrDefault(started.function(), Invocations.NONE)
                                    .andOne(started.coldStart()));
            case HostEvent.Killed killed when killed.reason() == KillReason.ON_PURPOSE -> kills++;
            case HostEvent.Killed _ -> timeouts++;
            case HostEvent.Crashed crashed ->
                    errors.add(
                            "%s ended by itself with exit code %d"
                                    .formatted(crashed.function(), crashed.exitCode()));
            case HostEvent.Failed failed -> errors.add(failed.type() + ": " + failed.message());
            case HostEvent.PollerStopped stopped ->
                    errors.add(stopped.queue() + ": " + stopped.reason());
            case HostEvent.LoopStopped stopped ->
                    errors.add("loop stopped: message " + stopped.messageId());
            case HostEvent.Finished _ -> {}
        }
    }

    @Override
    public void line(String function, String text) {
        file.line(function, text);
        json(text).ifPresent(this::read);
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return text.startsWith("{") ? Optional.of(JSON.readTree(text)) : Optional.empty();
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }

    private synchronized void read(JsonNode line) {
        String event = line.path("event").asText();
        switch (event) {
            case "worker_started" -> tls = Optional.of(line.path("tls").asText());
            case "transfer_ended" -> resumedParts += line.path("resumed_parts").asInt();
            default -> {}
        }
        if (line.path("level").asText().equals("ERROR") && !event.equals("given_up")) {
            errors.add(event + ": " + line.path("reason").asText());
        }
    }
}
