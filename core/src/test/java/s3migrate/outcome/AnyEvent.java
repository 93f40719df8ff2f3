package s3migrate.outcome;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Proof;
import s3migrate.ledger.Way;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.StoredObject;
import s3migrate.transfer.Carried;
import s3migrate.transfer.TransferOutcome;

/// Events for tests, about the objects of `docs/contracts.md`.
public final class AnyEvent {

    /// When they end.
    public static final Instant TIME = Instant.parse("2026-11-21T13:00:04.512Z");

    private AnyEvent() {}

    /// An order of `2024/<name>`.
    public static Job job(String name, String id) {
        return job(name, Optional.of(id));
    }

    /// The same that nobody gave an id.
    public static Job withoutId(String name) {
        return job(name, Optional.empty());
    }

    private static Job job(String name, Optional<String> id) {
        return new Job(
                "e5219a25679e",
                new ObjectLocation("photos", "2024/" + name),
                Optional.empty(),
                new ObjectLocation("backup", "from-jp/2024/" + name),
                OptionalLong.empty(),
                id,
                JobHistory.startingAt(TIME));
    }

    /// One that was copied.
    public static OutcomeEvent completed(String name, String id) {
        var proof =
                new Proof(
                        Evidence.CHECKSUM,
                        Optional.of(Way.STREAMING),
                        object().etag(),
                        Optional.empty());
        var copied = TransferOutcome.Copied.whole(object(), proof, Carried.AT_ONCE);
        return OutcomeEvent.of(job(name, id), copied, TIME).orElseThrow();
    }

    /// What is at the source.
    public static StoredObject object() {
        return new StoredObject(
                new ObjectLocation("photos", "2024/a.jpg"),
                new ETag("d41d8cd98f00b204e9800998ecf8427e"),
                Optional.of("3HL4kqtJlcpXroDTDmJ"),
                1_048_576,
                TIME,
                StoredObject.STANDARD,
                ObjectMetadata.NONE,
                Optional.empty(),
                false,
                0);
    }
}
