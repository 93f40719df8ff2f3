package s3migrate.job;

import java.util.Optional;

/// What jobs must share to stand in one batch: route, run, buckets, and what their keys begin with
/// where source and destination differ. `sourceHead` and `destinationHead` are that beginning:
/// behind it both keys are the same.
record CommonEnds(
        String route,
        Optional<String> run,
        String sourceBucket,
        String sourceHead,
        String destinationBucket,
        String destinationHead) {

    /// A key mapping replaces one beginning by another, so all keys it maps have equal heads here.
    static CommonEnds of(Job job) {
        String source = job.source().key();
        String destination = job.destination().key();
        int tail = commonTail(source, destination);
        return new CommonEnds(
                job.route(),
                job.run(),
                job.source().bucket(),
                source.substring(0, source.length() - tail),
                job.destination().bucket(),
                destination.substring(0, destination.length() - tail));
    }

    /// The beginning of destination keys whose source keys begin with `sourcePrefix`.
    String destinationPrefix(String sourcePrefix) {
        return destinationHead + sourcePrefix.substring(sourceHead.length());
    }

    /// What both keys begin with, at least the source head; never half a character.
    String commonPrefix(String prefix, String key) {
        int end = sourceHead.length();
        int most = Math.min(prefix.length(), key.length());
        while (end < most && prefix.charAt(end) == key.charAt(end)) {
            end++;
        }
        boolean half = end > 0 && Character.isHighSurrogate(prefix.charAt(end - 1));
        return prefix.substring(0, half ? end - 1 : end);
    }

    private static int commonTail(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int tail = 0;
        while (tail < most && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
            tail++;
        }
        boolean half = tail > 0 && Character.isLowSurrogate(a.charAt(a.length() - tail));
        return half ? tail - 1 : tail;
    }
}
