package s3migrate.job;

import java.util.List;

/// What a queue's message turned out to be.
public sealed interface Message
        permits Message.Events, Message.TestEvent, Message.Malformed, Message.Ours, OrderedCopy {

    /// A notification of one or more objects, direct, by SNS or by EventBridge.
    record Events(List<ObjectEvent> events) implements Message {

        public Events {
            events = List.copyOf(events);
        }
    }

    /// S3's word that notifications arrive; there is nothing to do.
    record TestEvent() implements Message {}

    /// Nothing we know. `reason` names every fault: what is wrong, the value, what is accepted.
    record Malformed(String reason) implements Message {}

    /// One of the messages we send ourselves.
    sealed interface Ours extends Message permits SingleJob, Batch, Slice, Continuation, Sweep {

        /// The same message, its jobs with another past.
        Ours with(JobHistory history);
    }

    /// One job, for an object that is not small.
    record SingleJob(Job job) implements Ours {

        @Override
        public SingleJob with(JobHistory history) {
            return new SingleJob(job.with(history));
        }
    }

    /// A job that ran out of time. `generation` is the ledger's when it was sent: what the next
    /// owner finds there decides.
    record Continuation(Job job, long generation) implements Ours {

        @Override
        public Continuation with(JobHistory history) {
            return new Continuation(job.with(history), generation);
        }
    }

    /// The wish that nothing of ours is left at a route's destination that nobody needs any more.
    record Sweep(String route) implements Ours {

        @Override
        public Sweep with(JobHistory history) {
            return this;
        }
    }
}
