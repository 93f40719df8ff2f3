package s3migrate.worker;

import java.time.Instant;
import s3migrate.job.Job;
import s3migrate.job.ReceivedMessage;

/// A received message, how often it was received, and when it was first sent.
public record Incoming(ReceivedMessage message, int receives, Instant sent) {

    /// A job of this message, no younger than it.
    Job aged(Job job) {
        return job.with(job.history().noLaterThan(sent));
    }

    /// The same of one of many. Of a message that comes again some objects may be there, copied by
    /// a worker that was killed: a look costs less than to send them once more.
    Job agedOfMany(Job job) {
        var aged = aged(job);
        return receives > 1 && job.seen() == Job.Seen.NOTHING ? aged.overOther() : aged;
    }
}
