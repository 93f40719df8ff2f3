package s3migrate.cli.operate;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.LedgerEntry;
import s3migrate.object.ObjectLocation;
import s3migrate.time.Deadline;
import s3migrate.time.Sleeper;

/// Waits for copies that were ordered at `start`, by what the ledger has of their destinations: an
/// order's end is always written there, but where its source is gone or nothing was to be done.
/// That is known by empty queues.
record SubmitWait(DeployedSystem system, Instant start, Duration most, Sleeper sleeper) {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /// Looks in a row at empty queues: SQS's counts are up to a minute late.
    private static final int QUIET_LOOKS = 60;

    /// What became of one copy, `there` or not.
    private record End(boolean there, String text) {}

    /// Says what became of each as it is known.
    ///
    /// @return whether all are there
    boolean until(List<Submission> copies, boolean json, PrintWriter out)
            throws InterruptedException {
        var deadline = Deadline.in(most, system.clock());
        Map<ObjectLocation, Submission> open = new LinkedHashMap<>();
        copies.forEach(copy -> open.put(copy.order().destination(), copy));
        int failed = 0;
        for (int quiet = 0; !open.isEmpty(); quiet = isQuiet() ? quiet + 1 : 0) {
            boolean last = quiet >= QUIET_LOOKS || deadline.remaining().isZero();
            var entries = system.ledger().find(open.keySet());
            for (var copy : List.copyOf(open.values())) {
                var at = copy.order().destination();
                var end = end(Optional.ofNullable(entries.get(at)), quiet >= QUIET_LOOKS);
                if (last && end.isEmpty()) {
                    end = Optional.of(new End(false, "not done yet, the time is up"));
                }
                if (end.isPresent()) {
                    open.remove(at);
                    failed += end.get().there() ? 0 : 1;
                    tell(copy, end.get(), json, out);
                }
            }
            if (!open.isEmpty()) {
                sleeper.sleep(BETWEEN_LOOKS);
            }
        }
        if (!json) {
            out.printf("%,d are there, %,d are not.%n", copies.size() - failed, failed);
        }
        return failed == 0;
    }

    private Optional<End> end(Optional<LedgerEntry> entry, boolean worked) {
        if (entry.isPresent()) {
            var known = entry.get();
            boolean since = !known.updated().isBefore(start);
            switch (known.state()) {
                case DONE -> {
                    if (known.proof().isPresent() && (since || worked)) {
                        return Optional.of(new End(true, since ? "copied" : "already there"));
                    }
                }
                case FAILED -> {
                    if (since) {
                        return Optional.of(new End(false, known.failure().orElseThrow().reason()));
                    }
                }
                case COPYING -> {
                    return Optional.empty();
                }
            }
        }
        return worked
                ? Optional.of(
                        new End(
                                false,
                                "nothing was copied: the source is gone, or the order could not be read (s3migrate failures)"))
                : Optional.empty();
    }

    private boolean isQuiet() {
        return system.queues().stream()
                .filter(queue -> queue.name().equals("events") || queue.name().equals("large"))
                .allMatch(queue -> QueueDepth.of(system.sqs(), queue).messages() == 0);
    }

    private static void tell(Submission copy, End end, boolean json, PrintWriter out) {
        var order = copy.order();
        if (json) {
            var line = new LinkedHashMap<String, Object>();
            order.id().ifPresent(id -> line.put("id", id));
            line.put("source", order.source().toString());
            line.put("destination", order.destination().toString());
            line.put("there", end.there());
            line.put("text", end.text());
            out.println(Json.line(line));
        } else if (!end.there()) {
            out.printf("%s → %s: %s%n", order.source(), order.destination(), end.text());
        }
        out.flush();
    }
}
