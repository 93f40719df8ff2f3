package s3migrate.transfer;

import java.util.Optional;

/// How one round of a transfer ended.
sealed interface Step {

    /// The transfer is over.
    record Ended(TransferOutcome outcome) implements Step {}

    /// Both sides must be read again.
    ///
    /// @param written how the bytes went of a write that may have landed
    record Again(Cause cause, String detail, Optional<Carried> written) implements Step {
        Again(Cause cause, String detail) {
            this(cause, detail, Optional.empty());
        }
    }

    /// Why a round has to be repeated; each cause has its own limit.
    enum Cause {
        /// What was copied is not the source's present version any more.
        SOURCE_CHANGED,
        /// The destination was not as expected, or a former upload had to be ended first.
        OVERTAKEN,
        /// A write of ours got no reply, or found its upload gone: it may have landed.
        MAYBE_WRITTEN,
        /// What is there right after a write is not what the write's answer said.
        REPLACED,
        /// The destination computed another checksum.
        WRONG_BYTES,
        /// S3 does not copy this object by itself, and the route lets us stream it then.
        REFUSED_WITHIN_S3
    }

    static Step sourceChanged(String detail) {
        return new Again(Cause.SOURCE_CHANGED, detail);
    }

    static Step overtaken(String detail) {
        return new Again(Cause.OVERTAKEN, detail);
    }

    static Step maybeWritten(String detail, Carried carried) {
        return new Again(Cause.MAYBE_WRITTEN, detail, Optional.of(carried));
    }

    static Step replaced(String detail) {
        return new Again(Cause.REPLACED, detail);
    }

    static Step refusedWithinS3(String detail) {
        return new Again(Cause.REFUSED_WITHIN_S3, detail);
    }

    static Step wrongBytes(String detail) {
        return new Again(Cause.WRONG_BYTES, detail);
    }
}
