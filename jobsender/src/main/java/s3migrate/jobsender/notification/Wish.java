package s3migrate.jobsender.notification;

import java.util.List;

/// That a bucket sends these events of keys under `prefix` to a queue.
///
/// @param account whose bucket it has to be
record Wish(String bucket, String account, String queueArn, String prefix, List<String> events) {

    Wish {
        events = List.copyOf(events);
    }
}
