package s3migrate.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.job.DeadLetter;
import s3migrate.job.JobQueue;
import s3migrate.job.JobQueueException;
import s3migrate.job.Message;
import s3migrate.job.ReceivedMessage;
import s3migrate.ledger.Ledger;
import s3migrate.ledger.LedgerEntry;
import s3migrate.ledger.LedgerException;
import s3migrate.object.ObjectLocation;
import s3migrate.outcome.OutcomeEvents;
import s3migrate.outcome.OutcomeEventsException;
import s3migrate.transfer.evidence.EvidenceException;

/// Writes down in which order queue and ledger are written to, and fails where a test says so. One
/// thread.
final class Order {

    private final List<String> writes = new ArrayList<>();
    private String failing = "";

    List<String> writes() {
        return writes;
    }

    void failAt(String write) {
        failing = write;
    }

    private boolean fails(String write) {
        writes.add(write);
        return write.equals(failing);
    }

    private void queued(String write) {
        if (fails(write)) {
            throw new JobQueueException("Down", write + ": down");
        }
    }

    JobQueue of(JobQueue inner) {
        return new JobQueue() {
            @Override
            public void send(List<? extends Message.Ours> messages, Duration delay) {
                if (!messages.isEmpty()) {
                    queued("send");
                    inner.send(messages, delay);
                }
            }

            @Override
            public int maxBatchBytes() {
                return inner.maxBatchBytes();
            }

            @Override
            public void delete(ReceivedMessage message) {
                queued("delete");
                inner.delete(message);
            }

            @Override
            public void changeVisibility(ReceivedMessage message, Duration fromNow) {
                queued("change visibility");
                inner.changeVisibility(message, fromNow);
            }

            @Override
            public void deadLetter(ReceivedMessage message, DeadLetter reason) {
                queued("dead letter");
                inner.deadLetter(message, reason);
            }
        };
    }

    EvidenceFiles of(EvidenceFiles inner) {
        return (message, batch, dispositions) -> {
            if (fails("evidence")) {
                throw new EvidenceException("evidence: down");
            }
            return inner.keep(message, batch, dispositions);
        };
    }

    OutcomeEvents of(OutcomeEvents inner) {
        return events -> {
            if (fails("event")) {
                throw new OutcomeEventsException("event: down");
            }
            inner.send(events);
        };
    }

    Ledger of(Ledger inner) {
        return new Ledger() {
            @Override
            public Optional<LedgerEntry> find(ObjectLocation destination) {
                return inner.find(destination);
            }

            @Override
            public Map<ObjectLocation, LedgerEntry> find(Collection<ObjectLocation> destinations) {
                return inner.find(destinations);
            }

            @Override
            public boolean replace(Optional<LedgerEntry> seen, LedgerEntry next) {
                String write = next.state() + " " + next.destination().key();
                if (fails(write)) {
                    throw new LedgerException(write + ": down");
                }
                return inner.replace(seen, next);
            }
        };
    }
}
