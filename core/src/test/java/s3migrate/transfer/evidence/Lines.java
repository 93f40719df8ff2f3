package s3migrate.transfer.evidence;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.object.ETag;
import s3migrate.transfer.evidence.EvidenceLine.Outcome;

/// Lines of evidence, as tests want them.
final class Lines {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private Lines() {}

    static EvidenceLine copied(String key, long size) {
        return copied(Optional.of("run-1"), key, size);
    }

    static EvidenceLine copiedByAnEvent(String key, long size) {
        return copied(Optional.empty(), key, size);
    }

    private static EvidenceLine copied(Optional<String> run, String key, long size) {
        return new EvidenceLine(
                "route",
                run,
                key,
                Optional.of("v1"),
                Optional.of(new ETag("0123")),
                Optional.of(new ETag("0123-2")),
                OptionalLong.of(size),
                0,
                Optional.of(Way.STREAMING),
                Optional.of(Evidence.CHECKSUM),
                Outcome.COPIED,
                Optional.empty(),
                NOW);
    }

    static EvidenceLine failed(String key, String reason) {
        return new EvidenceLine(
                "route",
                Optional.of("run-1"),
                key,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Outcome.FAILED,
                Optional.of(reason),
                NOW);
    }
}
