package s3migrate.job;

/// What the first `count` jobs of a batch come to, without writing it. `prefix` is what their
/// source keys have in common, `objects` the length of all of them with whole keys, `bytes` their
/// sizes.
record Filling(
        CommonEnds ends, JobHistory history, String prefix, int count, long objects, long bytes) {

    static Filling of(Job first) {
        return new Filling(
                CommonEnds.of(first),
                first.history(),
                first.source().key(),
                1,
                BatchWriter.lengthOf(first, first.history()),
                Batch.bytesOf(first));
    }

    boolean takes(Job next) {
        return ends.equals(CommonEnds.of(next));
    }

    Filling with(Job next) {
        return new Filling(
                ends,
                history,
                ends.commonPrefix(prefix, next.source().key()),
                count + 1,
                objects + BatchWriter.lengthOf(next, history),
                bytes + Batch.bytesOf(next));
    }

    /// Whether one message of `maxLength` characters holds it, and it has no more than `maxBytes`
    /// or is the only one.
    boolean fits(int maxLength, long maxBytes) {
        return count <= Batch.MAX_JOBS
                && bytes <= (count == 1 ? Batch.MAX_BYTES : maxBytes)
                && length() <= maxLength;
    }

    /// The length of the message: every key is without the prefix, every object but the first has a
    /// comma.
    long length() {
        long common = BatchWriter.lengthOfCommon(ends, prefix, history);
        return common + objects + (count - 1) - (long) count * MessageWriter.lengthOf(prefix);
    }
}
