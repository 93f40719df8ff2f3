package s3migrate.transfer;

import s3migrate.ledger.Way;
import s3migrate.store.OpenObject;
import s3migrate.store.WriteAnswer;

/// One GET, whose body is the body of one PUT. The GET is open already, because its headers are
/// needed first.
record StreamedWhole(Sides sides, OpenObject open) implements WholeMover {

    @Override
    public Way way() {
        return Way.STREAMING;
    }

    @Override
    public Carried carried() {
        return Carried.AT_ONCE;
    }

    @Override
    public WriteAnswer move(Attempt attempt) {
        var object = attempt.object();
        try (var body = SourceBody.ofOpen(sides.source(), open)) {
            return sides.destination()
                    .put(
                            attempt.job().destination(),
                            sides.properties().of(object),
                            body,
                            SmallCopy.given(object),
                            sides.condition(attempt.expected()));
        }
    }
}
