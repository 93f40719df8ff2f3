package s3migrate.job;

import s3migrate.ledger.UploadRecord;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;

/// A run of parts of one huge object, `firstPart` to `lastPart` of an upload that somebody began
/// for the version `source`. Parts of another version must not get into it.
public record Slice(Job job, PinnedObject source, UploadRecord upload, int firstPart, int lastPart)
        implements Message.Ours {

    public Slice {
        boolean inOrder = 1 <= firstPart && firstPart <= lastPart && lastPart <= Part.MAX_PARTS;
        if (!inOrder || (lastPart - 1) * upload.partBytes() >= source.size()) {
            throw new IllegalArgumentException(
                    "slice of parts %d to %d of %,d bytes each: accepted are parts 1 to %,d in order, within %,d bytes"
                            .formatted(
                                    firstPart,
                                    lastPart,
                                    upload.partBytes(),
                                    Part.MAX_PARTS,
                                    source.size()));
        }
    }

    @Override
    public Slice with(JobHistory history) {
        return new Slice(job.with(history), source, upload, firstPart, lastPart);
    }
}
