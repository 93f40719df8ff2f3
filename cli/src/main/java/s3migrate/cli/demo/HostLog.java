package s3migrate.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.sandbox.lambda.FunctionLog;
import s3migrate.sandbox.lambda.HostEvent;
import s3migrate.sandbox.lambda.HostListener;

/// Counts what the Lambda host and the worker say: invocations, kills, resumed parts. Thread-safe.
final class HostLog implements HostListener, FunctionLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionLog file;
    private int invocations; // guarded by this, as all below
    private int coldStarts;
    private int kills;
    private int crashes;
    private int resumedParts;
    private final List<String> errors = new ArrayList<>();
    private Optional<String> tls = Optional.empty();

    HostLog(FunctionLog file) {
        this.file = file;
    }

    /// What was counted so far. `tls` is what the worker says TLS runs on.
    record Counts(
            int invocations,
            int coldStarts,
            int kills,
            int crashes,
            int resumedParts,
            List<String> errors,
            Optional<String> tls) {}

    synchronized Counts counts() {
        return new Counts(
                invocations, coldStarts, kills, crashes, resumedParts, List.copyOf(errors), tls);
    }

    @Override
    public synchronized void on(HostEvent event) {
        switch (event) {
            case HostEvent.Started started -> {
                invocations++;
                coldStarts += started.coldStart() ? 1 : 0;
            }
            case HostEvent.Killed _ -> kills++;
            case HostEvent.Crashed _ -> crashes++;
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
        json(text).ifPresent(this::worker);
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return text.startsWith("{") ? Optional.of(JSON.readTree(text)) : Optional.empty();
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }

    private synchronized void worker(JsonNode line) {
        switch (line.path("event").asText()) {
            case "worker_started" -> tls = Optional.of(line.path("tls").asText());
            case "transfer_ended" -> resumedParts += line.path("resumed_parts").asInt();
            default -> {}
        }
        if (line.path("level").asText().equals("ERROR")) {
            errors.add(line.path("event").asText() + ": " + line.path("reason").asText());
        }
    }
}
